//@ target: aarch64-unknown-linux-gnu
//@ options: --hints
use core::arch::asm;

pub fn reversed(x: u64) -> u64 {
    let result: u64;
    // verdict: holds
    unsafe { asm!("rbit {r}, {x}", x = in(reg) x, r = lateout(reg) result, options(pure, nomem)) }
    result
}
