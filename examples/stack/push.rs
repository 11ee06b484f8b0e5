//! The red zone: a leaf function may keep variables below its stack pointer.
#![cfg(target_arch = "x86_64")]

use core::arch::asm;

/// The push lands where the function may keep a variable.
pub fn flags_nostack() -> u64 {
    let flags: u64;
    // verdict: broken(stack-under-nostack)
    unsafe { asm!("pushfq", "pop {f}", f = out(reg) flags, options(nomem, nostack, preserves_flags)) }
    flags
}

/// Without the promise the compiler keeps the red zone free.
pub fn flags() -> u64 {
    let flags: u64;
    // verdict: holds
    unsafe { asm!("pushfq", "pop {f}", f = out(reg) flags, options(nomem, preserves_flags)) }
    flags
}
