//! A constant expression that brings the assembler down, and rustc with it.
#![cfg(target_arch = "x86_64")]

use core::arch::asm;

/// LLVM divides while it reads the operand.
pub fn quotient() -> u32 {
    let x: u32;
    // verdict: broken(assembler-fails)
    unsafe { asm!("mov eax, 4/0", out("eax") x) }
    x
}
