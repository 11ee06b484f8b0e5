use core::arch::asm;

pub fn mark() {
    // verdict: broken(section-not-restored)
    unsafe { asm!("990: nop", ".pushsection .note.mark, \"a\"", ".quad 990b", options(nomem, nostack, preserves_flags)) }
}
