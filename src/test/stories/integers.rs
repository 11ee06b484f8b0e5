//! Integer instructions with right and wrong stories.
#![cfg(target_arch = "x86_64")]

use core::arch::asm;

fn shifts(x: u64, n: u8, y: i32) {
    let (mut a, mut b, mut c, mut d): (u64, u64, i32, u64);
    // proof: holds
    // story: a = x.wrapping_shl(n as u32);
    unsafe { asm!("shl {0}, cl", inout(reg) x => a, in("cl") n) }
    // proof: broken(story-broken)
    // story: b = if n < 64 { x << n } else { 0 };
    unsafe { asm!("shl {0}, cl", inout(reg) x => b, in("cl") n) }
    // proof: holds
    // story: c = y >> 3;
    unsafe { asm!("sar {0:e}, 3", inout(reg) y => c) }
    // proof: holds
    // story: d = if n < 64 { x << n } else { x << (n & 63) };
    unsafe { asm!("shlx {d}, {x}, {n:r}", d = out(reg) d, x = in(reg) x, n = in(reg) n as u64) }
}

fn counts(x: u64, y: u32, z: u16) {
    let (mut a, mut b, mut c, mut d, mut e): (u64, u64, u32, u16, u64);
    // proof: holds
    // story: a = x.leading_zeros() as u64;
    unsafe { asm!("lzcnt {}, {}", out(reg) a, in(reg) x) }
    // proof: holds
    // story: b = match x.checked_ilog2() { Some(n) => 63 - n as u64, None => 64 };
    unsafe { asm!("lzcnt {}, {}", out(reg) b, in(reg) x) }
    // proof: holds
    // story: c = y.trailing_zeros();
    unsafe { asm!("tzcnt {:e}, {:e}", out(reg) c, in(reg) y) }
    // proof: holds
    // story: d = z.count_ones() as u16;
    unsafe { asm!("popcnt {:x}, {:x}", out(reg) d, in(reg) z) }
    // proof: holds
    // story: let mut v = x as u8; let mut n = 0u64;
    //        while v != 0 { v &= v - 1; n += 1; }
    //        e = n;
    unsafe { asm!("movzx {1:e}, {1:l}", "popcnt {0}, {1}", out(reg) e, inout(reg) x => _) }
}

fn arithmetic(x: u32, y: u32, s: i64, t: i64) {
    let (mut a, mut b, mut c, mut d): (u32, u32, i64, u32);
    // proof: holds
    // story: a = x.wrapping_add(y);
    unsafe { asm!("lea {a:e}, [{x} + {y}]", a = out(reg) a, x = in(reg) x, y = in(reg) y) }
    // proof: holds
    // story: b = x.saturating_add(y);
    unsafe { asm!("add {x:e}, {y:e}", "sbb {y:e}, {y:e}", "or {x:e}, {y:e}", x = inout(reg) x => b, y = inout(reg) y => _) }
    // proof: holds
    // story: c = s.wrapping_mul(t);
    unsafe { asm!("imul {}, {}", inout(reg) s => c, in(reg) t) }
    // proof: holds
    // story: d = x.max(y);
    unsafe { asm!("cmp {x:e}, {y:e}", "cmovb {x:e}, {y:e}", x = inout(reg) x => d, y = in(reg) y) }
    // proof: broken(story-broken)
    // story: d = x.min(y);
    unsafe { asm!("cmp {x:e}, {y:e}", "cmovb {x:e}, {y:e}", x = inout(reg) x => d, y = in(reg) y) }
    // proof: broken(story-broken)
    // story: d = (x as i32).max(y as i32) as u32;
    unsafe { asm!("cmp {x:e}, {y:e}", "cmovb {x:e}, {y:e}", x = inout(reg) x => d, y = in(reg) y) }
}

fn division(x: u32, y: u32) {
    let (mut q, mut r): (u32, u32);
    // proof: holds
    // story: core::hint::assert_unchecked(y != 0);
    //        q = x / y; r = x % y;
    unsafe { asm!("div {:e}", in(reg) y, inout("eax") x => q, inout("edx") 0 => r) }
    // proof: broken(story-broken)
    // story: q = x / y; r = x % y;
    unsafe { asm!("div {:e}", in(reg) y, inout("eax") x => q, inout("edx") 0 => r) }
    // proof: broken(story-broken)
    // story: q = x.checked_div(y).unwrap_or(0); r = x.checked_rem(y).unwrap_or(0);
    unsafe { asm!("div {:e}", in(reg) y, inout("eax") x => q, inout("edx") 0 => r) }
}

fn narrow(x: u8, y: i8) {
    let (mut a, mut b): (u16, i32);
    // proof: holds
    // story: a = x as u16 * 3;
    unsafe { asm!("movzx {0:e}, {1}", "lea {0:e}, [{0} + 2 * {0}]", out(reg) a, in(reg_byte) x) }
    // proof: holds
    // story: b = y.into();
    unsafe { asm!("movsx {0:e}, {1}", out(reg) b, in(reg_byte) y) }
    // proof: broken(story-broken)
    // story: b = y as u8 as i32;
    unsafe { asm!("movsx {0:e}, {1}", out(reg) b, in(reg_byte) y) }
}

fn bytes(x: u64) {
    let (mut a, mut b): (u64, [u8; 8]);
    let c: u64;
    // proof: holds
    // story: a = u64::from_be_bytes(x.to_le_bytes());
    unsafe { asm!("bswap {}", inout(reg) x => a) }
    // proof: unknown
    // story: let mut bytes = x.to_ne_bytes();
    //        bytes.reverse();
    //        c = u64::from_ne_bytes(bytes);
    unsafe { asm!("bswap {}", inout(reg) x => c) }
}

const fn helper(x: u32) -> u32 {
    let mut i = 0;
    let mut r = x;
    while i < 4 {
        r = r.rotate_left(8);
        i += 1;
    }
    r
}

const K: u32 = 1 << 7;

fn globals(x: u32) {
    let (mut a, mut b): (u32, u32);
    // proof: holds
    // story: a = helper(x);
    unsafe { asm!("mov {0:e}, {1:e}", out(reg) a, in(reg) x) }
    // proof: holds
    // story: b = x ^ K;
    unsafe { asm!("xor {0:e}, 128", inout(reg) x => b) }
    // proof: broken(story-refused)
    // story: b = a;
    unsafe { asm!("mov {0:e}, {1:e}", out(reg) b, in(reg) x) }
}
