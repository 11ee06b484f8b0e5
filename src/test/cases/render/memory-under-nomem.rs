//@ target: aarch64-unknown-linux-gnu
use core::arch::asm;

pub fn load_acquire(p: &u32) -> u32 {
    let value: u32;
    // verdict: broken(memory-under-nomem)
    unsafe { asm!("ldar {v:w}, [{p}]", p = in(reg) p, v = out(reg) value, options(nostack, nomem, preserves_flags)) }
    value
}
