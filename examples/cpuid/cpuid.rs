//! `cpuid` writes rbx, which LLVM keeps for itself in some functions and which therefore cannot be an
//! operand; but a `reg` operand may be in it.
#![cfg(target_arch = "x86_64")]

use core::arch::asm;

/// Saves rbx by hand, and is wrong for one register out of fourteen: if `b` is in rbx, `pop`
/// overwrites the result.
pub fn features_pushed(leaf: u32) -> u32 {
    let b: u32;
    // verdict: broken(operand-in-named-register)
    unsafe {
        asm!(
            "push rbx",
            "cpuid",
            "mov {b:e}, ebx",
            "pop rbx",
            b = out(reg) b,
            inout("eax") leaf => _,
            inout("ecx") 0u32 => _,
            out("edx") _,
        )
    }
    b
}

/// The exchange is right in every register, in rbx too, and needs no stack.
pub fn features(leaf: u32) -> u32 {
    let b: u64;
    // verdict: holds
    unsafe {
        asm!(
            "mov {b}, rbx",
            "cpuid",
            "xchg {b}, rbx",
            b = out(reg) b,
            inout("eax") leaf => _,
            inout("ecx") 0u32 => _,
            out("edx") _,
            options(nostack),
        )
    }
    b as u32
}

/// Not saved at all.
pub fn features_lost(leaf: u32) -> u32 {
    let d: u32;
    // verdict: broken(register-not-declared)
    unsafe { asm!("cpuid", inout("eax") leaf => _, inout("ecx") 0u32 => _, out("edx") d) }
    d
}
