//! Sites, one in a function, whose stories are inserted as code that runs under Miri.
use core::arch::asm;
pub unsafe fn swapped(x: u64) -> u64 {
    let r: u64;
    asm!("bswap {s}", s = inout(reg) x => r, options(pure, nomem, nostack));
    r
}
pub unsafe fn third(p: *const u64) -> u64 {
    let r: u64;
    asm!("mov {r}, [{p} + 16]", p = in(reg) p, r = out(reg) r, options(nostack, readonly));
    r
}
pub unsafe fn put(p: *mut u32, x: u32) {
    unsafe { asm!("mov [{p}], {x:e}", p = in(reg) p, x = in(reg) x, options(nostack)) }
}
pub unsafe fn count(p: *mut u64) -> u64 {
    let mut r: u64 = 1;
    asm!("lock xadd [{p}], {r}", p = in(reg) p, r = inout(reg) r, options(nostack));
    r
}
pub unsafe fn exchange(p: *mut u64, old: u64, new: u64) -> u64 {
    let r;
    asm!("lock cmpxchg [{p}], {new}", p = in(reg) p, new = in(reg) new, inout("rax") old => r, options(nostack));
    r
}
pub struct Pair { low: u64, high: u64 }
pub fn product(a: u64, b: u64) -> Pair {
    let mut pair = Pair { low: 0, high: 0 };
    unsafe {
        asm!("mul {b}", b = in(reg) b, inout("rax") a => pair.low, out("rdx") pair.high, options(pure, nomem, nostack));
    }
    pair
}
