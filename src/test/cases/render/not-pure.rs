//@ target: aarch64-unknown-linux-gnu
use core::arch::asm;

pub fn ticks() -> u64 {
    let now: u64;
    // verdict: broken(not-pure)
    unsafe { asm!("mrs {t}, cntvct_el0", t = out(reg) now, options(pure, nomem, nostack, preserves_flags)) }
    now
}
