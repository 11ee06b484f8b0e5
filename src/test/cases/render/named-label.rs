//@ target: aarch64-unknown-linux-gnu
use core::arch::asm;

pub fn delay(count: u64) {
    // verdict: broken(named-label)
    unsafe { asm!("again:", "subs {n}, {n}, #1", "b.ne again", n = inout(reg) count => _, options(nomem, nostack)) }
}
