//! Single instructions on integers, each with its story in Rust, some of them wrong.
#![cfg(target_arch = "x86_64")]

use core::arch::asm;

pub fn popcount(x: u64) -> u64 {
    let r: u64;
    // verdict: holds
    // proof: holds
    // story: r = x.count_ones() as u64;
    unsafe { asm!("popcnt {}, {}", lateout(reg) r, in(reg) x, options(pure, nomem, nostack)) }
    r
}

pub fn popcount_of_zeros(x: u64) -> u64 {
    let r: u64;
    // verdict: holds
    // proof: broken(story-broken)
    // story: r = x.count_zeros() as u64;
    unsafe { asm!("popcnt {}, {}", lateout(reg) r, in(reg) x, options(pure, nomem, nostack)) }
    r
}

/// Adds with a carry in and out.
pub fn add_with_carry(a: u64, b: u64, carry: u8) -> (u64, u8) {
    let sum: u64;
    let out: u8;
    // verdict: holds
    // proof: holds
    // story: let (first, one) = a.overflowing_add(b);
    //        let (second, two) = first.overflowing_add((carry != 0) as u64);
    //        sum = second;
    //        out = (one | two) as u8;
    unsafe {
        asm!(
            "add {c}, 0xff",
            "adc {a}, {b}",
            "setc {c}",
            a = inout(reg) a => sum,
            b = in(reg) b,
            c = inout(reg_byte) carry => out,
            options(pure, nomem, nostack),
        )
    }
    (sum, out)
}

/// Forgets the carry that goes in.
pub fn add_without_carry(a: u64, b: u64, carry: u8) -> (u64, u8) {
    let sum: u64;
    let out: u8;
    // verdict: holds
    // proof: broken(story-broken)
    // story: let (first, one) = a.overflowing_add(b);
    //        sum = first.wrapping_add(carry as u64);
    //        out = one as u8;
    unsafe {
        asm!(
            "add {c}, 0xff",
            "adc {a}, {b}",
            "setc {c}",
            a = inout(reg) a => sum,
            b = in(reg) b,
            c = inout(reg_byte) carry => out,
            options(pure, nomem, nostack),
        )
    }
    (sum, out)
}

pub fn multiply(a: u64, b: u64) -> (u64, u64) {
    let low: u64;
    let high: u64;
    // verdict: holds
    // proof: holds
    // story: let product = a as u128 * b as u128;
    //        low = product as u64;
    //        high = (product >> 64) as u64;
    unsafe {
        asm!("mul {}", in(reg) b, inlateout("rax") a => low, lateout("rdx") high, options(pure, nomem, nostack))
    }
    (low, high)
}

pub fn swap_bytes(x: u32) -> u32 {
    let mut r = x;
    // verdict: holds
    // proof: holds
    // story: r = r.swap_bytes();
    unsafe { asm!("bswap {:e}", inout(reg) r, options(pure, nomem, nostack, preserves_flags)) }
    r
}

pub fn rotate(x: u32, n: u8) -> u32 {
    let mut r = x;
    // verdict: holds
    // proof: holds
    // story: r = r.rotate_left(n as u32);
    unsafe { asm!("rol {0:e}, cl", inout(reg) r, in("cl") n, options(pure, nomem, nostack)) }
    r
}

pub fn rotate_the_other_way(x: u32, n: u8) -> u32 {
    let mut r = x;
    // verdict: holds
    // proof: broken(story-broken)
    // story: r = r.rotate_right(n as u32);
    unsafe { asm!("rol {0:e}, cl", inout(reg) r, in("cl") n, options(pure, nomem, nostack)) }
    r
}

/// Zero leaves the destination undefined, and the story says so.
///
/// # Safety
/// `x` is not zero.
pub unsafe fn lowest(x: u64) -> u64 {
    let r: u64;
    // verdict: broken(output-not-written)
    // proof: holds
    // story: core::hint::assert_unchecked(x != 0);
    //        r = x.trailing_zeros() as u64;
    unsafe { asm!("bsf {}, {}", lateout(reg) r, in(reg) x, options(pure, nomem, nostack)) }
    r
}

/// For zero, Rust says 64.
pub fn lowest_of_any(x: u64) -> u64 {
    let r: u64;
    // verdict: broken(output-not-written)
    // proof: broken(story-broken)
    // story: r = x.trailing_zeros() as u64;
    unsafe { asm!("bsf {}, {}", lateout(reg) r, in(reg) x, options(pure, nomem, nostack)) }
    r
}

pub fn count(x: u64) -> u64 {
    let r: u64;
    // verdict: holds
    // proof: holds
    // story: let mut n = 0;
    //        let mut i = 0;
    //        while i < 64 {
    //            if x >> i & 1 != 0 { n += 1; }
    //            i += 1;
    //        }
    //        r = n;
    unsafe { asm!("popcnt {}, {}", lateout(reg) r, in(reg) x, options(pure, nomem, nostack)) }
    r
}

pub fn increment(x: u32) -> u32 {
    let mut r = x;
    // verdict: holds
    // proof: broken(story-broken)
    // story: r = r + 1;
    unsafe { asm!("inc {:e}", inout(reg) r, options(pure, nomem, nostack)) }
    r
}

pub fn no_such_variable(x: u32) -> u32 {
    let r: u32;
    // verdict: holds
    // proof: broken(story-refused)
    // story: r = y;
    unsafe { asm!("mov {:e}, {:e}", lateout(reg) r, in(reg) x, options(pure, nomem, nostack)) }
    r
}

pub unsafe fn swap(p: *mut u32, v: u32) -> u32 {
    let r: u32;
    // verdict: holds
    // proof: holds
    // story: r = *p;
    //        *p = v;
    unsafe { asm!("mov {:e}, [{}]", "mov [{1}], {2:e}", out(reg) r, in(reg) p, in(reg) v, options(nostack, preserves_flags)) }
    r
}
