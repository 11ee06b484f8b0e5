//! Streaming stores are made later by another thread, as it were, until a fence waits for them.
#![cfg(target_arch = "x86_64")]

use core::arch::asm;

pub unsafe fn store(p: *mut u64, x: u64) {
    // verdict: holds
    // proof: holds
    // story: crate::story::store_later(p, x);
    asm!("movnti [{p}], {x}", p = in(reg) p, x = in(reg) x, options(nostack));
    // verdict: holds
    // proof: broken(story-broken)
    // story: *p = x;
    asm!("movnti [{p}], {x}", p = in(reg) p, x = in(reg) x, options(nostack));
    // verdict: holds
    // proof: holds
    // story: crate::story::store_later(p, x); crate::story::wait_for_stores();
    asm!("movnti [{p}], {x}", "sfence", p = in(reg) p, x = in(reg) x, options(nostack));
    // verdict: holds
    // proof: broken(story-broken)
    // story: crate::story::store_later(p, x); crate::story::wait_for_stores();
    asm!("movnti [{p}], {x}", p = in(reg) p, x = in(reg) x, options(nostack));
    // verdict: holds
    // proof: broken(story-broken)
    // story: crate::story::store_later(p, x); crate::story::wait_for_stores();
    asm!("sfence", "movnti [{p}], {x}", p = in(reg) p, x = in(reg) x, options(nostack));
}

pub unsafe fn fence() {
    // verdict: holds
    // proof: holds
    // story: crate::story::wait_for_stores();
    asm!("sfence", options(nostack));
    // verdict: holds
    // proof: broken(story-broken)
    // story: crate::story::wait_for_stores();
    asm!("lfence", options(nostack));
}
