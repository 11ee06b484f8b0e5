//! Floats: a rounding that is set and restored is told in soft floats, the usual one in Rust's own operators.
use core::arch::asm;
#[cfg(target_arch = "x86_64")]
pub unsafe fn add_up(a: f64, b: f64) -> f64 {
    let mut r: f64;
    // verdict: holds
    // proof: holds
    // story: r = crate::story::float_add(a, b, crate::story::UP);
    asm!("sub rsp, 16", "stmxcsr [rsp]", "mov {t:e}, [rsp]", "and {t:e}, 0xffff9fff", "or {t:e}, 0x4000", "mov [rsp+4], {t:e}", "ldmxcsr [rsp+4]", "addsd {a}, {b}", "ldmxcsr [rsp]", "add rsp, 16", t = out(reg) _, a = inout(xmm_reg) a => r, b = in(xmm_reg) b);
    // verdict: holds
    // proof: broken(story-broken)
    // story: r = crate::story::float_add(a, b, crate::story::DOWN);
    asm!("sub rsp, 16", "stmxcsr [rsp]", "mov {t:e}, [rsp]", "and {t:e}, 0xffff9fff", "or {t:e}, 0x4000", "mov [rsp+4], {t:e}", "ldmxcsr [rsp+4]", "addsd {a}, {b}", "ldmxcsr [rsp]", "add rsp, 16", t = out(reg) _, a = inout(xmm_reg) a => r, b = in(xmm_reg) b);
    // verdict: broken(control-state-changed)
    // proof: broken(control-state-changed)
    // story: r = crate::story::float_add(a, b, crate::story::UP);
    asm!("sub rsp, 16", "stmxcsr [rsp]", "mov {t:e}, [rsp]", "and {t:e}, 0xffff9fff", "or {t:e}, 0x4000", "mov [rsp+4], {t:e}", "ldmxcsr [rsp+4]", "addsd {a}, {b}", "ldmxcsr [rsp+4]", "add rsp, 16", t = out(reg) _, a = inout(xmm_reg) a => r, b = in(xmm_reg) b);
    r
}
/// The status says what some float operations did, and which ones is not for a story to know.
#[cfg(target_arch = "x86_64")]
pub unsafe fn status() -> u32 {
    let mut flags: u32;
    // verdict: holds
    // proof: holds
    // story: flags = crate::story::any();
    asm!("sub rsp, 8", "stmxcsr [rsp]", "mov {flags:e}, [rsp]", "add rsp, 8", flags = out(reg) flags);
    // verdict: holds
    // proof: broken(story-broken)
    // story: flags = 0x1f80;
    asm!("sub rsp, 8", "stmxcsr [rsp]", "mov {flags:e}, [rsp]", "add rsp, 8", flags = out(reg) flags);
    flags
}

/// Another rounding that stays has no story: Rust knows one alone.
#[cfg(target_arch = "x86_64")]
pub unsafe fn round_up_from_now_on() {
    // verdict: broken(control-state-changed)
    // proof: broken(control-state-changed)
    // story:
    asm!("sub rsp, 8", "mov dword ptr [rsp], 0x5f80", "ldmxcsr [rsp]", "add rsp, 8");
}

#[cfg(target_arch = "x86_64")]
pub unsafe fn usual(a: f64, b: f64, c: f64) -> f64 {
    let mut r: f64;
    // verdict: holds
    // proof: holds
    // story: r = a + b;
    asm!("addsd {a}, {b}", a = inout(xmm_reg) a => r, b = in(xmm_reg) b, options(pure, nomem, nostack));
    // verdict: holds
    // proof: broken(story-broken)
    // story: r = a - b;
    asm!("addsd {a}, {b}", a = inout(xmm_reg) a => r, b = in(xmm_reg) b, options(pure, nomem, nostack));
    // verdict: holds
    // proof: holds
    // story: r = a * b + a;
    asm!("movapd {r}, {a}", "mulsd {r}, {b}", "addsd {r}, {a}", a = in(xmm_reg) a, b = in(xmm_reg) b, r = out(xmm_reg) r, options(pure, nomem, nostack));
    // verdict: holds
    // proof: broken(story-broken)
    // story: r = crate::story::float_mul_add(a, b, a, crate::story::NEAREST);
    asm!("vfmadd213sd {a}, {b}, {c}", a = inout(xmm_reg) a => r, b = in(xmm_reg) b, c = in(xmm_reg) c, options(pure, nomem, nostack));
    // verdict: holds
    // proof: holds
    // story: r = crate::story::float_mul_add(a, b, c, crate::story::NEAREST);
    asm!("vfmadd213sd {a}, {b}, {c}", a = inout(xmm_reg) a => r, b = in(xmm_reg) b, c = in(xmm_reg) c, options(pure, nomem, nostack));
    // verdict: holds
    // proof: holds
    // story: r = crate::story::float_sqrt(a, crate::story::NEAREST);
    asm!("sqrtsd {r}, {a}", a = in(xmm_reg) a, r = out(xmm_reg) r, options(pure, nomem, nostack));
    // verdict: holds
    // proof: holds
    // story: r = a.sqrt();
    asm!("sqrtsd {r}, {a}", a = in(xmm_reg) a, r = out(xmm_reg) r, options(pure, nomem, nostack));
    // verdict: holds
    // proof: broken(story-broken)
    // story: r = -a;
    asm!("sqrtsd {r}, {a}", a = in(xmm_reg) a, r = out(xmm_reg) r, options(pure, nomem, nostack));
    let i = 7i64;
    // verdict: holds
    // proof: holds
    // story: r = crate::story::float_from(i, crate::story::NEAREST);
    asm!("cvtsi2sd {r}, {i}", i = in(reg) i, r = out(xmm_reg) r, options(pure, nomem, nostack));
    r
}
#[cfg(target_arch = "aarch64")]
pub unsafe fn arm(a: f64, b: f64) -> f64 {
    let mut r: f64;
    // verdict: holds
    // proof: holds
    // story: r = crate::story::float_add(a, b, crate::story::UP);
    asm!("mrs {t}, fpcr", "bic {u}, {t}, #0xc00000", "orr {u}, {u}, #0x400000", "msr fpcr, {u}", "fadd {r:d}, {a:d}, {b:d}", "msr fpcr, {t}", t = out(reg) _, u = out(reg) _, a = in(vreg) a, b = in(vreg) b, r = out(vreg) r, options(nomem, nostack));
    // verdict: holds
    // proof: broken(story-broken)
    // story: r = crate::story::float_add(a, b, crate::story::DOWN);
    asm!("mrs {t}, fpcr", "bic {u}, {t}, #0xc00000", "orr {u}, {u}, #0x400000", "msr fpcr, {u}", "fadd {r:d}, {a:d}, {b:d}", "msr fpcr, {t}", t = out(reg) _, u = out(reg) _, a = in(vreg) a, b = in(vreg) b, r = out(vreg) r, options(nomem, nostack));
    // verdict: holds
    // proof: holds
    // story: r = crate::story::float_sqrt(a, crate::story::NEAREST);
    asm!("fsqrt {r:d}, {a:d}", a = in(vreg) a, r = out(vreg) r, options(pure, nomem, nostack));
    // verdict: holds
    // proof: holds
    // story: r = a / b;
    asm!("fdiv {r:d}, {a:d}, {b:d}", a = in(vreg) a, b = in(vreg) b, r = out(vreg) r, options(pure, nomem, nostack));
    r
}
#[cfg(target_arch = "riscv64")]
pub unsafe fn riscv(a: f64, b: f64) -> f64 {
    let mut r: f64;
    // verdict: holds
    // proof: holds
    // story: r = crate::story::float_mul(a, b, crate::story::TO_ZERO);
    asm!("fmul.d {r}, {a}, {b}, rtz", a = in(freg) a, b = in(freg) b, r = out(freg) r, options(pure, nomem, nostack));
    // verdict: holds
    // proof: holds
    // story: r = crate::story::float_mul(a, b, crate::story::NEAREST);
    asm!("fmul.d {r}, {a}, {b}", a = in(freg) a, b = in(freg) b, r = out(freg) r, options(pure, nomem, nostack));
    r
}
