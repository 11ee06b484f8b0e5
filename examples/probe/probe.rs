//! A probe for tracing tools: a no-operation in the code, and a note that says where it is.
#![cfg(target_arch = "x86_64")]

use core::arch::asm;

/// Every section that is entered is left again. Each copy of the site makes a note of its own.
pub fn probe(argument: u64) {
    // verdict: holds
    unsafe {
        asm!(
            "990: nop",
            ".pushsection .note.stapsdt, \"\", \"note\"",
            ".balign 4",
            ".4byte 992f - 991f, 994f - 993f, 3",
            "991: .asciz \"stapsdt\"",
            "992: .balign 4",
            "993: .8byte 990b",
            ".8byte 0",
            ".8byte 0",
            ".asciz \"example\"",
            ".asciz \"probe\"",
            ".asciz \"8@{0}\"",
            "994: .balign 4",
            ".popsection",
            in(reg) argument,
            options(readonly, nostack, preserves_flags, att_syntax),
        )
    }
}

/// The last line is missing, and the rest of the function lands in the note.
pub fn probe_left_open(argument: u64) {
    // verdict: broken(section-not-restored)
    unsafe {
        asm!(
            "nop",
            ".pushsection .note.stapsdt, \"\", \"note\"",
            ".asciz \"8@{0}\"",
            in(reg) argument,
            options(readonly, nostack, preserves_flags, att_syntax),
        )
    }
}
