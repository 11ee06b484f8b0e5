//@ target: x86_64-unknown-linux-gnu
use core::arch::asm;

pub fn flags() -> u64 {
    let flags: u64;
    // verdict: broken(unwind-info-not-restored)
    unsafe { asm!("pushfq", ".cfi_adjust_cfa_offset 8", "pop {f}", f = out(reg) flags) }
    flags
}
