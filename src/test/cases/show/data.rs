#![cfg(target_arch = "arm")]
use core::arch::{asm, naked_asm};

pub unsafe fn literal() -> u32 {
    let x: u32;
    // verdict: holds
    //@ show:
    asm!("ldr {}, =0x12345678", out(reg) x, options(nomem, nostack));
    x
}

pub unsafe fn by_words() {
    // verdict: holds
    //@ show:
    asm!(".long 0xe320f000", "b 2f", ".long 7, 8", "2:");
}

// verdict: holds
//@ show:
core::arch::global_asm!("table: .fill 9, 4, 5", "end: nop");

pub unsafe fn other_instructions() {
    // verdict: unknown
    //@ show:
    asm!("blx 2f", "b 3f", ".thumb", "2: bx lr", ".arm", "3:", out("lr") _);
}
