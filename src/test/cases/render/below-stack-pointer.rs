//@ target: aarch64-unknown-linux-gnu
use core::arch::asm;

pub fn through_memory(x: f64) -> u64 {
    let bits: u64;
    // verdict: broken(below-stack-pointer)
    unsafe { asm!("str {x:d}, [sp, #-16]", "ldr {b}, [sp, #-16]", x = in(vreg) x, b = out(reg) bits) }
    bits
}
