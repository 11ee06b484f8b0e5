//! Casts and comparisons of floats: what does not fit is saturated in Rust, and each processor has its own way.
use core::arch::asm;
#[cfg(target_arch = "x86_64")]
pub unsafe fn casts(one: f32, g: f64, a: f32, b: f64, u: u32, w: u64, s: i16) -> i64 {
    let mut r: i32; let mut q: i64; let mut x: f64; let mut y: f32; let mut t: u64; let mut o: u8;
    // proof: holds
    // story: r = a.to_int_unchecked::<i32>();
    asm!("cvttss2si {r:e}, {a}", a = in(xmm_reg) a, r = out(reg) r, options(pure, nomem, nostack));
    // proof: broken(story-broken)
    // story: r = a as i32;
    asm!("cvttss2si {r:e}, {a}", a = in(xmm_reg) a, r = out(reg) r, options(pure, nomem, nostack));
    // proof: holds
    // story: r = if a >= -2147483648.0 && a < 2147483648.0 { a as i32 } else { i32::MIN };
    asm!("cvttss2si {r:e}, {a}", a = in(xmm_reg) a, r = out(reg) r, options(pure, nomem, nostack));
    // proof: holds
    // story: r = if a.is_nan() || a >= 2147483648.0 { i32::MIN } else { a as i32 };
    asm!("cvttss2si {r:e}, {a}", a = in(xmm_reg) a, r = out(reg) r, options(pure, nomem, nostack));
    // proof: broken(story-broken)
    // story: r = if a.is_nan() || a > 2147483648.0 { i32::MIN } else { a as i32 };
    asm!("cvttss2si {r:e}, {a}", a = in(xmm_reg) a, r = out(reg) r, options(pure, nomem, nostack));
    // proof: holds
    // story: q = b.to_int_unchecked::<i64>();
    asm!("cvttsd2si {r}, {b}", b = in(xmm_reg) b, r = out(reg) q, options(pure, nomem, nostack));
    // proof: broken(story-broken)
    // story: q = b as i64;
    asm!("cvttsd2si {r}, {b}", b = in(xmm_reg) b, r = out(reg) q, options(pure, nomem, nostack));
    // proof: broken(story-broken)
    // story: q = b.to_int_unchecked::<i64>();
    asm!("cvtsd2si {r}, {b}", b = in(xmm_reg) b, r = out(reg) q, options(pure, nomem, nostack));
    // proof: holds
    // story: q = b.round_ties_even().to_int_unchecked::<i64>();
    asm!("cvtsd2si {r}, {b}", b = in(xmm_reg) b, r = out(reg) q, options(pure, nomem, nostack));
    // proof: holds
    // story: o = b.to_int_unchecked::<u8>();
    asm!("cvttsd2si {r:e}, {b}", "mov {o}, {r:l}", b = in(xmm_reg) b, r = out(reg_abcd) _, o = out(reg_byte) o, options(pure, nomem, nostack));
    // proof: holds
    // story: x = a as f64;
    asm!("cvtss2sd {r}, {a}", a = in(xmm_reg) a, r = out(xmm_reg) x, options(pure, nomem, nostack));
    // proof: holds
    // story: y = b as f32;
    asm!("cvtsd2ss {r}, {b}", b = in(xmm_reg) b, r = out(xmm_reg) y, options(pure, nomem, nostack));
    // proof: holds
    // story: x = u as f64;
    asm!("mov {t:e}, {u:e}", "cvtsi2sd {r}, {t}", u = in(reg) u, t = out(reg) _, r = out(xmm_reg) x, options(pure, nomem, nostack));
    // proof: broken(story-broken)
    // story: x = u as f64;
    asm!("cvtsi2sd {r}, {u:e}", u = in(reg) u, r = out(xmm_reg) x, options(pure, nomem, nostack));
    // proof: broken(story-broken)
    // story: x = w as f64;
    asm!("cvtsi2sd {r}, {u}", u = in(reg) w, r = out(xmm_reg) x, options(pure, nomem, nostack));
    // proof: holds
    // story: y = s as f32;
    asm!("movsx {t:e}, {s:x}", "cvtsi2ss {r}, {t:e}", s = in(reg) s, t = out(reg) _, r = out(xmm_reg) y, options(pure, nomem, nostack));
    // proof: holds
    // story: t = (a < one) as u64;
    asm!("xor {t:e}, {t:e}", "comiss {o}, {a}", "seta {t:l}", a = in(xmm_reg) a, o = in(xmm_reg) one, t = out(reg) t, options(pure, nomem, nostack));
    // proof: holds
    // story: t = (b < g) as u64;
    asm!("xor {t:e}, {t:e}", "ucomisd {g}, {b}", "seta {t:l}", b = in(xmm_reg) b, g = in(xmm_reg) g, t = out(reg) t, options(pure, nomem, nostack));
    // proof: broken(story-broken)
    // story: t = (b < g) as u64;
    asm!("xor {t:e}, {t:e}", "ucomisd {b}, {g}", "setb {t:l}", b = in(xmm_reg) b, g = in(xmm_reg) g, t = out(reg) t, options(pure, nomem, nostack));
    // proof: holds
    // story: t = !(b >= g) as u64;
    asm!("xor {t:e}, {t:e}", "ucomisd {b}, {g}", "setb {t:l}", b = in(xmm_reg) b, g = in(xmm_reg) g, t = out(reg) t, options(pure, nomem, nostack));
    // proof: holds
    // story: t = (b == g) as u64;
    asm!("xor {t:e}, {t:e}", "ucomisd {b}, {g}", "sete {t:l}", "setnp {o}", "and {t:l}, {o}", b = in(xmm_reg) b, g = in(xmm_reg) g, t = out(reg) t, o = out(reg_byte) _, options(pure, nomem, nostack));
    // proof: broken(story-broken)
    // story: t = (b == g) as u64;
    asm!("xor {t:e}, {t:e}", "ucomisd {b}, {g}", "sete {t:l}", b = in(xmm_reg) b, g = in(xmm_reg) g, t = out(reg) t, options(pure, nomem, nostack));
    // proof: holds
    // story: x = b.floor();
    asm!("roundsd {r}, {b}, 9", b = in(xmm_reg) b, r = out(xmm_reg) x, options(pure, nomem, nostack));
    // proof: broken(story-broken)
    // story: x = b.ceil();
    asm!("roundsd {r}, {b}, 9", b = in(xmm_reg) b, r = out(xmm_reg) x, options(pure, nomem, nostack));
    // proof: holds
    // story: x = b.trunc();
    asm!("roundsd {r}, {b}, 11", b = in(xmm_reg) b, r = out(xmm_reg) x, options(pure, nomem, nostack));
    // proof: holds
    // story: x = b.abs();
    asm!("psllq {b}, 1", "psrlq {b}, 1", b = inout(xmm_reg) b => x, options(pure, nomem, nostack));
    q
}
#[cfg(target_arch = "aarch64")]
pub unsafe fn arm(a: f32, b: f64, g: f64, w: u64) -> i64 {
    let mut r: i32; let mut q: i64; let mut u: u32; let mut x: f64; let mut t: u64;
    // proof: holds
    // story: r = a as i32;
    asm!("fcvtzs {r:w}, {a:s}", a = in(vreg) a, r = out(reg) r, options(pure, nomem, nostack));
    // proof: holds
    // story: u = b as u32;
    asm!("fcvtzu {r:w}, {b:d}", b = in(vreg) b, r = out(reg) u, options(pure, nomem, nostack));
    // proof: broken(story-broken)
    // story: u = b as i32 as u32;
    asm!("fcvtzu {r:w}, {b:d}", b = in(vreg) b, r = out(reg) u, options(pure, nomem, nostack));
    // proof: holds
    // story: q = b.round_ties_even() as i64;
    asm!("fcvtns {r}, {b:d}", b = in(vreg) b, r = out(reg) q, options(pure, nomem, nostack));
    // proof: broken(story-broken)
    // story: q = b as i64;
    asm!("fcvtns {r}, {b:d}", b = in(vreg) b, r = out(reg) q, options(pure, nomem, nostack));
    // proof: holds
    // story: q = b.floor() as i64;
    asm!("fcvtms {r}, {b:d}", b = in(vreg) b, r = out(reg) q, options(pure, nomem, nostack));
    // proof: holds
    // story: x = b.ceil();
    asm!("frintp {r:d}, {b:d}", b = in(vreg) b, r = out(vreg) x, options(pure, nomem, nostack));
    // proof: holds
    // story: x = a as f64;
    asm!("fcvt {r:d}, {a:s}", a = in(vreg) a, r = out(vreg) x, options(pure, nomem, nostack));
    // proof: holds
    // story: x = w as f64;
    asm!("ucvtf {r:d}, {w}", w = in(reg) w, r = out(vreg) x, options(pure, nomem, nostack));
    // proof: broken(story-broken)
    // story: x = w as i64 as f64;
    asm!("ucvtf {r:d}, {w}", w = in(reg) w, r = out(vreg) x, options(pure, nomem, nostack));
    // proof: holds
    // story: t = (b < g) as u64;
    asm!("fcmp {b:d}, {g:d}", "cset {t}, mi", b = in(vreg) b, g = in(vreg) g, t = out(reg) t, options(pure, nomem, nostack));
    // proof: broken(story-broken)
    // story: t = (b < g) as u64;
    asm!("fcmp {b:d}, {g:d}", "cset {t}, lt", b = in(vreg) b, g = in(vreg) g, t = out(reg) t, options(pure, nomem, nostack));
    // proof: holds
    // story: t = !(b >= g) as u64;
    asm!("fcmp {b:d}, {g:d}", "cset {t}, lt", b = in(vreg) b, g = in(vreg) g, t = out(reg) t, options(pure, nomem, nostack));
    q
}
#[cfg(target_arch = "riscv64")]
pub unsafe fn riscv(a: f32, b: f64, g: f64) -> i64 {
    let mut r: i32; let mut q: i64; let mut t: u64;
    // proof: holds
    // story: q = a.to_int_unchecked::<i32>() as i64;
    asm!("fcvt.w.s {r}, {a}, rtz", a = in(freg) a, r = out(reg) q, options(pure, nomem, nostack));
    // proof: broken(story-broken)
    // story: q = a as i32 as i64;
    asm!("fcvt.w.s {r}, {a}, rtz", a = in(freg) a, r = out(reg) q, options(pure, nomem, nostack));
    // proof: holds
    // story: q = if b.is_nan() { i64::MAX } else { b as i64 };
    asm!("fcvt.l.d {r}, {b}, rtz", b = in(freg) b, r = out(reg) q, options(pure, nomem, nostack));
    // proof: holds
    // story: t = (b <= g) as u64;
    asm!("fle.d {t}, {b}, {g}", b = in(freg) b, g = in(freg) g, t = out(reg) t, options(pure, nomem, nostack));
    // proof: broken(story-broken)
    // story: t = (b < g) as u64;
    asm!("fle.d {t}, {b}, {g}", b = in(freg) b, g = in(freg) g, t = out(reg) t, options(pure, nomem, nostack));
    q
}
