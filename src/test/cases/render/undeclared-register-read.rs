//@ target: aarch64-unknown-linux-gnu
use core::arch::asm;

pub fn mix(x: u64) -> u64 {
    let result: u64;
    // verdict: broken(undeclared-register-read)
    unsafe { asm!("eor {r}, {x}, x21", x = in(reg) x, r = out(reg) result, options(nomem, nostack)) }
    result
}
