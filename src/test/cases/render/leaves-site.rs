//@ target: aarch64-unknown-linux-gnu
use core::arch::asm;

pub fn leave_early(x: u64) {
    // verdict: broken(leaves-site)
    unsafe { asm!("cbnz {x}, 2f", "ret", "2:", x = in(reg) x) }
}
