use core::arch::asm;

pub fn nothing() {
    // verdict: broken(syntax-not-restored)
    unsafe { asm!(".code32", "nop", options(nomem, nostack, preserves_flags)) }
}
