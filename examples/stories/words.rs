//! Stories in words that plain Rust lacks (`rust/story.rs`): values that may be anything, stores that others make later,
//! allocations that move.
#![cfg(target_arch = "x86_64")]

use core::arch::asm;

/// The clock may say anything.
pub fn clock() -> u64 {
    let (low, high): (u32, u32);
    // verdict: holds
    // proof: holds
    // story: low = crate::story::any();
    //        high = crate::story::any();
    unsafe { asm!("rdtsc", out("eax") low, out("edx") high, options(nomem, nostack)) }
    u64::from(high) << 32 | u64::from(low)
}

/// A streaming store may be seen after later stores, as if another thread made it.
pub unsafe fn stream(p: *mut u64, x: u64) {
    // verdict: holds
    // proof: holds
    // story: crate::story::store_later(p, x);
    asm!("movnti [{p}], {x}", p = in(reg) p, x = in(reg) x, options(nostack, preserves_flags));
    // verdict: holds
    // proof: broken(story-broken)
    // story: *p = x;
    asm!("movnti [{p}], {x}", p = in(reg) p, x = in(reg) x, options(nostack, preserves_flags));
    // verdict: holds
    // proof: holds
    // story: crate::story::store_later(p, x);
    //        crate::story::wait_for_stores();
    asm!("movnti [{p}], {x}", "sfence", p = in(reg) p, x = in(reg) x, options(nostack, preserves_flags));
    // verdict: holds
    // proof: broken(story-broken)
    // story: crate::story::store_later(p, x);
    //        crate::story::wait_for_stores();
    asm!("sfence", "movnti [{p}], {x}", p = in(reg) p, x = in(reg) x, options(nostack, preserves_flags));
}

/// Nothing happens but that the memory is used by its other address from here on.
pub unsafe fn mirror(from: usize, to: usize) -> *mut u8 {
    let moved: *mut u8;
    // verdict: holds
    // proof: holds
    // story: moved = crate::story::move_to(from, to, 4096);
    asm!("mov {moved}, {to} # was {from}", from = in(reg) from, to = in(reg) to, moved = lateout(reg) moved, options(nostack, preserves_flags));
    moved
}
