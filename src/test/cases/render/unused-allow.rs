use core::arch::asm;

pub fn nothing() {
    // fabula: allow(input-modified): there is no input
    // verdict: holds
    unsafe { asm!("nop", options(nomem, nostack, preserves_flags)) }
}
