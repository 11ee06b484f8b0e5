//@ target: aarch64-unknown-linux-gnu
use core::arch::asm;

pub unsafe fn copy_forward(to: *mut u64, from: *const u64) {
    // verdict: broken(inputs-may-share)
    asm!(
        "ldr {t}, [{f}], #8",
        "str {t}, [{d}]",
        "ldr {t}, [{f}], #-8",
        "str {t}, [{d}, #8]",
        d = in(reg) to, f = in(reg) from, t = out(reg) _,
        options(nostack, preserves_flags),
    );
}
