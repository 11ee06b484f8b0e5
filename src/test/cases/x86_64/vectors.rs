//@ target: x86_64-unknown-linux-gnu
//! Vector registers: halves, scalars, masks.
use core::arch::asm;
use core::arch::x86_64::{__m128i, __m256i};

pub unsafe fn vectors(a: u64, n: u32, d: f64, f: f32, v: __m128i, w: __m256i, p: *mut u8) {
    let mut r: u64;
    let mut x: f64;
    let mut u: __m128i;
    let mut y: __m256i;
    // verdict: broken(register-not-declared)
    asm!("pxor xmm15, xmm15");
    // verdict: broken(register-not-declared)
    asm!("vpxor xmm15, xmm15, xmm15");
    // verdict: holds
    asm!("vpxor ymm15, ymm15, ymm15", out("xmm15") _);
    // verdict: holds
    asm!("movaps xmm7, xmm6", "pxor xmm6, xmm6", "movaps xmm6, xmm7", out("xmm7") _);
    // verdict: broken(register-not-declared)
    asm!("vmovaps xmm7, xmm6", "vpxor xmm6, xmm6, xmm6", "vmovaps xmm6, xmm7", out("xmm7") _);
    // verdict: holds
    asm!("vmovaps ymm7, ymm6", "pxor xmm6, xmm6", "movaps xmm6, xmm7", out("xmm7") _);
    // verdict: broken(register-not-declared)
    asm!("vzeroupper");
    // verdict: holds
    asm!("vzeroupper", clobber_abi("C"));
    // verdict: broken(input-modified)
    asm!("paddd {v}, {v}", v = in(xmm_reg) v);
    // verdict: broken(input-modified)
    asm!("psrldq {v}, 1", "pslldq {v}, 1", v = in(xmm_reg) v);
    // verdict: holds
    asm!("pshufd {v}, {v}, 0x4e", "pshufd {v}, {v}, 0x4e", v = in(xmm_reg) v);
    // verdict: holds
    asm!("pxor {v}, {u}", "pxor {v}, {u}", v = inout(xmm_reg) v => _, u = in(xmm_reg) v);
    // verdict: holds
    asm!("addsd {x}, {d}", x = inout(xmm_reg) d => x, d = in(xmm_reg) d, options(pure, nomem, nostack));
    // verdict: holds
    asm!("cvtsi2sd {x}, {a}", x = out(xmm_reg) x, a = in(reg) a, options(nomem, nostack));
    // verdict: holds
    asm!("sqrtsd {x}, {d}", x = lateout(xmm_reg) x, d = in(xmm_reg) d, options(pure, nomem, nostack));
    // verdict: broken(output-not-written)
    asm!("sqrtss {x}, {f}", x = out(xmm_reg) x, f = in(xmm_reg) f);
    // verdict: broken(narrow-value-read-wide)
    asm!("movq {r}, {f}", r = out(reg) r, f = in(xmm_reg) f);
    // verdict: holds
    asm!("movd {r:e}, {f}", r = out(reg) r, f = in(xmm_reg) f);
    // verdict: holds
    asm!("pextrq {r}, {v}, 1", r = out(reg) r, v = in(xmm_reg) v, options(pure, nomem, nostack, preserves_flags));
    // verdict: broken(narrow-value-read-wide)
    asm!("pextrq {r}, {d}, 1", r = out(reg) r, d = in(xmm_reg) d);
    // verdict: holds
    asm!("movdqu {u}, [{p}]", "pinsrd {u}, {n:e}, 2", u = out(xmm_reg) u, n = in(reg) n, p = in(reg) p, options(pure, readonly, nostack));
    // verdict: broken(output-not-written)
    asm!("pinsrd {u}, {n:e}, 2", u = out(xmm_reg) u, n = in(reg) n);
    // verdict: broken(output-not-written)
    asm!("movlps {u}, [{p}]", u = out(xmm_reg) u, p = in(reg) p);
    // verdict: holds
    asm!("movq {u}, {r}", "punpcklqdq {u}, {u}", u = out(xmm_reg) u, r = in(reg) a);
    // verdict: broken(narrow-value-read-wide)
    asm!("vpaddq {y}, {w}, {v:y}", y = out(ymm_reg) y, w = in(ymm_reg) w, v = in(xmm_reg) v);
    // verdict: holds
    asm!("vpaddq {y}, {w}, {w}", y = lateout(ymm_reg) y, w = in(ymm_reg) w, options(pure, nomem, nostack));
    // verdict: holds
    asm!("vinserti128 {y}, {w}, {v}, 1", y = lateout(ymm_reg) y, w = in(ymm_reg) w, v = in(xmm_reg) v);
    // verdict: broken(late-output-written-early)
    asm!("vpaddq {y}, {w}, {w}", "vpaddq {y}, {y}, {w}", y = lateout(ymm_reg) y, w = in(ymm_reg) w);
    // verdict: holds
    asm!("pcmpeqd {u}, {u}", u = out(xmm_reg) u);
    // verdict: holds
    asm!("xorps {u}, {u}", "vpsubq {y}, {y}, {y}", u = out(xmm_reg) u, y = out(ymm_reg) y);
    // verdict: holds
    asm!("pmovmskb {r:e}, {v}", r = out(reg) r, v = in(xmm_reg) v, options(pure, nomem, nostack, preserves_flags));
    // verdict: broken(register-not-declared)
    asm!("kxorw k1, k1, k1");
    // verdict: holds
    asm!("movntdq [{p}], {v}", "sfence", p = in(reg) p, v = in(xmm_reg) v, options(nostack, preserves_flags));
    // verdict: broken(operand-in-named-register)
    asm!("movdqa xmm0, {v}", "paddd xmm0, {u}", v = in(xmm_reg) v, u = in(xmm_reg) v, lateout("xmm0") u);
    // verdict: broken(control-state-changed, register-not-declared)
    asm!("movq2dq xmm1, mm0", "movq mm1, rax", "emms", in("rax") a, out("xmm1") _);
    // verdict: holds
    asm!("aesenc {x}, {k}", x = inout(xmm_reg) v => u, k = in(xmm_reg) v, options(pure, nomem, nostack, preserves_flags));
    // verdict: holds
    asm!("crc32 {x:e}, {n:e}", x = inout(reg) n => _, n = in(reg) n, options(nomem, nostack, preserves_flags));
    // verdict: holds
    asm!("vmovdqu16 {d}{{{k}}}, [{p}]", d = inout(zmm_reg) core::arch::x86_64::_mm512_setzero_si512() => _, k = in(kreg) a as u32, p = in(reg) p, options(nostack, preserves_flags));
    // verdict: holds
    asm!("vaddss {d}{{{k}}}, {v}, {v}", d = inout(xmm_reg) v => _, v = in(xmm_reg) v, k = in(kreg) a as u8, options(nomem, nostack));
    let _ = (r, x, u, y);
}
