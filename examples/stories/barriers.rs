//! Empty sites and fences: for the compiler alone, or for other threads too.
#![cfg(target_arch = "x86_64")]

use core::arch::asm;
use core::sync::atomic::*;

pub unsafe fn compiler() {
    // verdict: holds
    // proof: holds
    // story: compiler_fence(Ordering::SeqCst);
    asm!("", options(nostack, preserves_flags));
    // verdict: holds
    // proof: broken(story-against-options)
    // story: compiler_fence(Ordering::SeqCst);
    asm!("", options(nomem, nostack, preserves_flags));
    // verdict: holds
    // proof: broken(story-broken)
    // story: fence(Ordering::SeqCst);
    asm!("", options(nostack, preserves_flags));
}

pub unsafe fn threads() {
    // verdict: holds
    // proof: holds
    // story: fence(Ordering::SeqCst);
    asm!("mfence", options(nostack, preserves_flags));
    // verdict: holds
    // proof: broken(story-broken)
    // story: fence(Ordering::SeqCst);
    asm!("sfence", options(nostack, preserves_flags));
}

/// Publishing data by a flag.
pub unsafe fn publish(data: *mut u64, flag: *mut u64, x: u64) {
    // verdict: holds
    // proof: holds
    // story: *data = x; (*flag.cast::<AtomicU64>()).store(1, Ordering::Release);
    asm!("mov [{data}], {x}", "mov qword ptr [{flag}], 1", data = in(reg) data, flag = in(reg) flag, x = in(reg) x, options(nostack, preserves_flags));
    // verdict: holds
    // proof: broken(story-broken)
    // story: *data = x; (*flag.cast::<AtomicU64>()).store(1, Ordering::Release);
    asm!("mov qword ptr [{flag}], 1", "mov [{data}], {x}", data = in(reg) data, flag = in(reg) flag, x = in(reg) x, options(nostack, preserves_flags));
}

/// Dekker's way into a critical section.
pub unsafe fn enter(mine: *mut u64, other: *mut u64) -> u64 {
    let mut r: u64;
    // verdict: holds
    // proof: holds
    // story: (*mine.cast::<AtomicU64>()).store(1, Ordering::SeqCst);
    // r = (*other.cast::<AtomicU64>()).load(Ordering::SeqCst);
    asm!("mov qword ptr [{mine}], 1", "mfence", "mov {r}, [{other}]", mine = in(reg) mine, other = in(reg) other, r = out(reg) r, options(nostack, preserves_flags));
    // verdict: holds
    // proof: broken(story-broken)
    // story: (*mine.cast::<AtomicU64>()).store(1, Ordering::SeqCst);
    // r = (*other.cast::<AtomicU64>()).load(Ordering::SeqCst);
    asm!("mov qword ptr [{mine}], 1", "mov {r}, [{other}]", mine = in(reg) mine, other = in(reg) other, r = out(reg) r, options(nostack, preserves_flags));
    r
}
