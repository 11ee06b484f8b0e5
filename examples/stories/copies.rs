//! Copies and fills of as many bytes as an operand says.
#![cfg(target_arch = "x86_64")]

use core::arch::asm;

pub unsafe fn copy(from: *const u8, to: *mut u8, n: usize) {
    // verdict: holds
    // proof: holds
    // story: core::ptr::copy_nonoverlapping(from, to, n);
    asm!("rep movsb", inout("rcx") n => _, inout("rsi") from => _, inout("rdi") to => _, options(nostack, preserves_flags));
    // verdict: holds
    // proof: unknown(an access of an extent that is not constant)
    // story: core::ptr::copy_nonoverlapping(to, from as *mut u8, n);
    asm!("rep movsb", inout("rcx") n => _, inout("rsi") from => _, inout("rdi") to => _, options(nostack, preserves_flags));
    // verdict: holds
    // proof: unknown(a copy of a number of bytes that is not known and may overlap)
    // story: core::ptr::copy(from, to, n);
    asm!("rep movsb", inout("rcx") n => _, inout("rsi") from => _, inout("rdi") to => _, options(nostack, preserves_flags));
    // verdict: holds
    // proof: broken(story-broken)
    // story: core::ptr::copy_nonoverlapping(from, to, n + 1);
    asm!("rep movsb", inout("rcx") n => _, inout("rsi") from => _, inout("rdi") to => _, options(nostack, preserves_flags));
}

pub unsafe fn copy64(from: *const u64, to: *mut u64, n: usize) {
    // verdict: holds
    // proof: holds
    // story: core::ptr::copy_nonoverlapping(from, to, n);
    asm!("rep movsq", inout("rcx") n => _, inout("rsi") from => _, inout("rdi") to => _, options(nostack, preserves_flags));
}

pub unsafe fn fill(to: *mut u8, v: u8, n: usize) {
    // verdict: holds
    // proof: holds
    // story: core::ptr::write_bytes(to, v, n);
    asm!("rep stosb", inout("rcx") n => _, in("al") v, inout("rdi") to => _, options(nostack, preserves_flags));
    // verdict: holds
    // proof: broken(story-broken)
    // story: core::ptr::write_bytes(to, v, 2 * n);
    asm!("rep stosb", inout("rcx") n => _, in("al") v, inout("rdi") to => _, options(nostack, preserves_flags));
    // verdict: holds
    // proof: unknown(an access of an extent that is not constant)
    // story: core::ptr::write_bytes(to, v, n);
    asm!("std", "rep stosb", "cld", inout("rcx") n => _, in("al") v, inout("rdi") to => _, options(nostack));
}
