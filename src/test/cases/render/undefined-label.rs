//@ target: aarch64-unknown-linux-gnu
use core::arch::asm;

pub fn skip(x: u64) {
    // verdict: broken(undefined-label)
    unsafe { asm!("2:", "cbz {x}, 2f", "nop", x = in(reg) x, options(nomem, nostack, preserves_flags)) }
}
