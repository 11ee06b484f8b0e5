//! String instructions move their operands.
#![cfg(target_arch = "x86_64")]

use core::arch::asm;

/// rcx, rsi and rdi do not hold their values any more when the copy is done.
pub unsafe fn copy_in(to: *mut u8, from: *const u8, count: usize) {
    // verdict: broken(input-modified)
    asm!("rep movsb", in("rcx") count, in("rsi") from, in("rdi") to, options(nostack, preserves_flags));
}

/// Given up as `inout`.
pub unsafe fn copy(to: *mut u8, from: *const u8, count: usize) {
    // verdict: holds
    asm!(
        "rep movsb",
        inout("rcx") count => _,
        inout("rsi") from => _,
        inout("rdi") to => _,
        options(nostack, preserves_flags),
    );
}
