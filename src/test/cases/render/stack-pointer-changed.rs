//@ target: aarch64-unknown-linux-gnu
use core::arch::asm;

pub fn save(a: u64, b: u64) {
    // verdict: broken(stack-pointer-changed)
    unsafe { asm!("stp {a}, {b}, [sp, #-16]!", "ldr {a}, [sp], #8", a = in(reg) a, b = in(reg) b) }
}
