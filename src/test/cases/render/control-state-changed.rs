//@ target: aarch64-unknown-linux-gnu
use core::arch::asm;

pub fn round_up() {
    // verdict: broken(control-state-changed)
    unsafe { asm!("mrs {t}, fpcr", "orr {t}, {t}, #(1 << 22)", "msr fpcr, {t}", t = out(reg) _, options(nomem, nostack)) }
}
