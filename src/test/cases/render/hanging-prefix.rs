use core::arch::asm;

pub fn next_one_locked() {
    // verdict: broken(hanging-prefix)
    unsafe { asm!("nop", "lock", options(nomem, nostack, preserves_flags)) }
}
