//@ target: x86_64-unknown-linux-gnu
//! Floats: what arithmetic does to registers, and to the flags of MXCSR and x87.
use core::arch::asm;

pub unsafe fn floats(d: f64, e: f64, f: f32, n: i32, m: i64) {
    let mut r: f64;
    let mut i: i64;
    let mut b: u8;
    // verdict: holds
    asm!("addsd {r}, {e}", r = inout(xmm_reg) d => r, e = in(xmm_reg) e, options(pure, nomem, nostack));
    // verdict: broken(flags-not-preserved)
    asm!("addsd {r}, {e}", r = inout(xmm_reg) d => r, e = in(xmm_reg) e, options(preserves_flags));
    // verdict: holds
    asm!("cvtsi2sd {r}, {n:e}", n = in(reg) n, r = inout(xmm_reg) d => r, options(preserves_flags));
    // verdict: broken(flags-not-preserved)
    asm!("cvtsi2sd {r}, {m}", m = in(reg) m, r = inout(xmm_reg) d => r, options(preserves_flags));
    // verdict: broken(flags-not-preserved)
    asm!("cvttss2si {i}, {f}", f = in(xmm_reg) f, i = out(reg) i, options(preserves_flags));
    // verdict: holds
    asm!("sqrtsd {r}, {d}", d = in(xmm_reg) d, r = out(xmm_reg) r, options(pure, nomem, nostack));
    // verdict: broken(input-modified)
    asm!("sqrtsd {d}, {d}", d = in(xmm_reg) d);
    // verdict: broken(output-read-before-written)
    asm!("mulsd {r}, {d}", d = in(xmm_reg) d, r = out(xmm_reg) r);
    // verdict: holds
    asm!("ucomisd {d}, {d}", "setp {b}", d = in(xmm_reg) d, b = out(reg_byte) b, options(pure, nomem, nostack));
    // verdict: broken(narrow-value-read-wide)
    asm!("cvtss2sd {r}, {f}", "mulpd {r}, {f}", f = in(xmm_reg) f, r = inout(xmm_reg) d => r);
    // verdict: holds
    asm!("fld qword ptr [{p}]", "fsqrt", "fstp qword ptr [{p}]", p = in(reg) &mut r, out("st(0)") _, out("st(1)") _, out("st(2)") _, out("st(3)") _, out("st(4)") _, out("st(5)") _, out("st(6)") _, out("st(7)") _, options(nostack));
}
