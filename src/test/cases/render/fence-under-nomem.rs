//@ target: aarch64-unknown-linux-gnu
use core::arch::asm;

pub fn publish() {
    // verdict: broken(fence-under-nomem)
    unsafe { asm!("dmb ishst", options(nostack, nomem, preserves_flags)) }
}
