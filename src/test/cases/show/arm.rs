#![cfg(target_arch = "arm")]
use core::arch::asm;

pub unsafe fn clamp(x: i32) -> i32 {
    let mut y = x;
    // verdict: holds
    //@ show:
    asm!("cmp {y}, #255", "movgt {y}, #255", y = inout(reg) y, options(pure, nomem, nostack));
    y
}
