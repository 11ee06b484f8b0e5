//! Sums with carries, wide products, and scans of bits with their zero cases.
#![cfg(target_arch = "x86_64")]

use core::arch::asm;

pub unsafe fn add(a: [u64; 2], b: [u64; 2]) -> [u64; 2] {
    let (mut lo, mut hi): (u64, u64);
    // verdict: holds
    // proof: holds
    // story: let a = u128::from(hi) << 64 | u128::from(lo); let sum = a.wrapping_add(u128::from(d) << 64 | u128::from(c));
    // lo = sum as u64; hi = (sum >> 64) as u64;
    asm!("add {lo}, {c}", "adc {hi}, {d}", lo = inout(reg) a[0] => lo, hi = inout(reg) a[1] => hi, c = in(reg) b[0], d = in(reg) b[1], options(pure, nomem, nostack));
    // verdict: holds
    // proof: broken(story-broken)
    // story: let a = u128::from(hi) << 64 | u128::from(lo); let sum = a.wrapping_add(u128::from(d) << 64 | u128::from(c));
    // lo = sum as u64; hi = (sum >> 64) as u64;
    asm!("add {lo}, {c}", "add {hi}, {d}", lo = inout(reg) a[0] => lo, hi = inout(reg) a[1] => hi, c = in(reg) b[0], d = in(reg) b[1], options(pure, nomem, nostack));
    [lo, hi]
}

pub unsafe fn add_three(a: [u64; 3], b: [u64; 3]) -> ([u64; 3], bool) {
    let (mut x, mut y, mut z, mut c): (u64, u64, u64, u8);
    // verdict: holds
    // proof: holds
    // story: let (s, c0) = x.overflowing_add(p);
    // let (t, c1) = y.overflowing_add(q); let (t, d1) = t.overflowing_add(u64::from(c0));
    // let (u, c2) = z.overflowing_add(r); let (u, d2) = u.overflowing_add(u64::from(c1 | d1));
    // x = s; y = t; z = u; c = u8::from(c2 | d2);
    asm!("add {x}, {p}", "adc {y}, {q}", "adc {z}, {r}", "setc {c}", x = inout(reg) a[0] => x, y = inout(reg) a[1] => y, z = inout(reg) a[2] => z, p = in(reg) b[0], q = in(reg) b[1], r = in(reg) b[2], c = out(reg_byte) c, options(pure, nomem, nostack));
    // verdict: holds
    // proof: broken(story-broken)
    // story: let (s, c0) = x.overflowing_add(p);
    // let (t, c1) = y.overflowing_add(q); let (t, d1) = t.overflowing_add(u64::from(c0));
    // let (u, c2) = z.overflowing_add(r); let (u, d2) = u.overflowing_add(u64::from(c1));
    // x = s; y = t; z = u; c = u8::from(c2 | d2);
    asm!("add {x}, {p}", "adc {y}, {q}", "adc {z}, {r}", "setc {c}", x = inout(reg) a[0] => x, y = inout(reg) a[1] => y, z = inout(reg) a[2] => z, p = in(reg) b[0], q = in(reg) b[1], r = in(reg) b[2], c = out(reg_byte) c, options(pure, nomem, nostack));
    ([x, y, z], c != 0)
}

pub unsafe fn multiply(x: u64, y: u64) -> (u64, u64) {
    let (mut hi, mut lo): (u64, u64);
    // verdict: holds
    // proof: holds
    // story: let p = u128::from(x).wrapping_mul(u128::from(y)); lo = p as u64; hi = (p >> 64) as u64;
    asm!("mul {x}", x = in(reg) x, inout("rax") y => lo, out("rdx") hi, options(pure, nomem, nostack));
    // verdict: holds
    // proof: broken(story-broken)
    // story: let p = (x as i64 as i128).wrapping_mul(y as i64 as i128); lo = p as u64; hi = (p >> 64) as u64;
    asm!("mul {x}", x = in(reg) x, inout("rax") y => lo, out("rdx") hi, options(pure, nomem, nostack));
    (hi, lo)
}

pub unsafe fn lowest(x: u64, y: u64) -> u64 {
    let mut r: u64;
    // verdict: holds
    // proof: holds
    // story: r = x.trailing_zeros() as u64;
    asm!("tzcnt {r}, {x}", x = in(reg) x, r = out(reg) r, options(pure, nomem, nostack));
    // verdict: holds
    // proof: broken(story-broken)
    // story: r = x.trailing_zeros() as u64;
    asm!("bsf {r}, {x}", x = in(reg) x, r = inout(reg) y => r, options(pure, nomem, nostack));
    // verdict: holds
    // proof: holds
    // story: core::hint::assert_unchecked(x != 0); r = x.trailing_zeros() as u64;
    asm!("bsf {r}, {x}", x = in(reg) x, r = inout(reg) y => r, options(pure, nomem, nostack));
    // verdict: holds
    // proof: holds
    // story: r = if x == 0 { crate::story::any() } else { x.trailing_zeros() as u64 };
    asm!("bsf {r}, {x}", x = in(reg) x, r = inout(reg) y => r, options(pure, nomem, nostack));
    // verdict: holds
    // proof: holds
    // story: r = if x == 0 { r } else { x.trailing_zeros() as u64 };
    asm!("bsf {r}, {x}", x = in(reg) x, r = inout(reg) y => r, options(pure, nomem, nostack));
    r
}

pub unsafe fn highest(x: u64, y: u64) -> u64 {
    let mut r: u64;
    // verdict: holds
    // proof: holds
    // story: r = x.leading_zeros() as u64;
    asm!("lzcnt {r}, {x}", x = in(reg) x, r = out(reg) r, options(pure, nomem, nostack));
    // verdict: holds
    // proof: holds
    // story: core::hint::assert_unchecked(x != 0); r = 63 - x.leading_zeros() as u64;
    asm!("bsr {r}, {x}", x = in(reg) x, r = inout(reg) y => r, options(pure, nomem, nostack));
    // verdict: holds
    // proof: broken(story-broken)
    // story: r = 63u64.wrapping_sub(x.leading_zeros() as u64);
    asm!("bsr {r}, {x}", x = in(reg) x, r = inout(reg) y => r, options(pure, nomem, nostack));
    r
}
