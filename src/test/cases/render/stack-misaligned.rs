//@ target: x86_64-unknown-linux-gnu
use core::arch::asm;

extern "C" fn work() {}

pub fn keep(x: u64) -> u64 {
    let y: u64;
    // verdict: broken(stack-misaligned)
    unsafe { asm!("push rdi", "call {f}", "pop rax", f = sym work, in("rdi") x, out("rax") y, clobber_abi("C")) }
    y
}
