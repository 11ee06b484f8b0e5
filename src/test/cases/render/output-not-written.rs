//@ target: aarch64-unknown-linux-gnu
use core::arch::asm;

pub fn magnitude(x: i64) -> i64 {
    let result: i64;
    // verdict: broken(output-not-written)
    unsafe { asm!("tbz {x}, #63, 2f", "neg {r}, {x}", "2:", x = in(reg) x, r = out(reg) result) }
    result
}
