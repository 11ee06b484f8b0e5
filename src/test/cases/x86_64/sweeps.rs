//@ target: x86_64-unknown-linux-gnu
//! Stores whose extent is no constant: what decides it, and what they store, has to be defined.

use core::arch::asm;

pub unsafe fn sweeps(to: *mut u8, from: *const u8, n: usize, short: u32, v: u8, state: *mut u8) {
    // verdict: broken(narrow-value-read-wide)
    asm!("rep movsb", inout("rcx") short => _, inout("rsi") from => _, inout("rdi") to => _, options(nostack, preserves_flags));
    // verdict: broken(narrow-value-read-wide)
    asm!("rep movsb", inout("rcx") n => _, inout("rsi") from => _, inout("rdi") short => _, options(nostack, preserves_flags));
    // verdict: broken(undeclared-register-read)
    asm!("rep stosb", inout("rcx") n => _, inout("rdi") to => _, options(nostack, preserves_flags));
    // verdict: holds
    asm!("rep stosb", inout("rcx") n => _, inout("rdi") to => _, in("al") v, options(nostack, preserves_flags));
    // verdict: holds
    asm!("rep stosb", inout("rcx") n => _, inout("rdi") to => _, in("eax") short, options(nostack, preserves_flags));
    // verdict: broken(narrow-value-read-wide)
    asm!("rep stosq", inout("rcx") n => _, inout("rdi") to => _, in("eax") short, options(nostack, preserves_flags));
    // verdict: broken(operand-in-named-register)
    asm!("mov rcx, 999", "mov rdi, {to}", "mov al, {v}", "rep stosb", to = in(reg) to, v = in(reg_byte) v, lateout("rcx") _, lateout("rdi") _, out("al") _, options(nostack, preserves_flags));
    // verdict: holds
    asm!("fxsave [{}]", in(reg) state, options(nostack, preserves_flags));
    // verdict: holds
    asm!("xsave [{}]", in(reg) state, in("eax") u32::MAX, in("edx") u32::MAX, options(nostack, preserves_flags));
}
