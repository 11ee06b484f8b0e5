//@ target: aarch64-unknown-linux-gnu
use core::arch::naked_asm;

extern "C" fn work() {}

#[unsafe(naked)]
pub extern "C" fn wrapper() {
    // verdict: broken(unbalanced-return)
    naked_asm!("stp x29, x30, [sp, #-32]!", "bl {f}", "ldp x29, x30, [sp], #16", "ret", f = sym work)
}
