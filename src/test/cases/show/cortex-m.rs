#![cfg(all(target_arch = "arm"))]
use core::arch::asm;

pub unsafe fn masked() -> u32 {
    let mask: u32;
    // verdict: holds
    //@ show: --target thumbv7em-none-eabi
    asm!("mrs {}, PRIMASK", "cpsid i", out(reg) mask, options(nostack, preserves_flags));
    mask
}
