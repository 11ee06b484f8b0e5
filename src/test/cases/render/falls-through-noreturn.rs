//@ target: aarch64-unknown-linux-gnu
use core::arch::asm;

pub fn halt(x: u64) -> ! {
    // verdict: broken(falls-through-noreturn)
    unsafe { asm!("cbz {x}, 2f", "brk #1", "2:", "wfi", x = in(reg) x, options(noreturn)) }
}
