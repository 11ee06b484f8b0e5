//@ target: aarch64-unknown-linux-gnu
use core::arch::asm;

extern "C" fn trampoline() {}

pub fn bounce(x: u64) {
    // verdict: broken(call-clobbers)
    unsafe { asm!("mov x0, {x}", "bl {f}", x = in(reg) x, f = sym trampoline, out("x0") _, out("x30") _) }
}
