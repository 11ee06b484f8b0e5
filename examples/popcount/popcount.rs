//! One instruction with a value in and a value out.
#![cfg(target_arch = "x86_64")]

use core::arch::asm;

/// All that can be promised is promised, so that the compiler may move, merge and drop the site.
pub fn popcount(x: u64) -> u64 {
    let ones: u64;
    // verdict: holds
    unsafe { asm!("popcnt {n}, {x}", x = in(reg) x, n = lateout(reg) ones, options(pure, nomem, nostack)) }
    ones
}

/// `popcnt` clears flags.
pub fn popcount_keeping_flags(x: u64) -> u64 {
    let ones: u64;
    // verdict: broken(flags-not-preserved)
    unsafe {
        asm!(
            "popcnt {n}, {x}",
            x = in(reg) x,
            n = lateout(reg) ones,
            options(pure, nomem, nostack, preserves_flags),
        )
    }
    ones
}
