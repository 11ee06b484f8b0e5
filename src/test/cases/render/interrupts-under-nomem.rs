//@ target: x86_64-unknown-linux-gnu
//@ options: --hints
use core::arch::asm;

pub fn disable() {
    // verdict: holds
    unsafe { asm!("cli", options(nomem, nostack, preserves_flags)) }
}
