//@ target: x86_64-unknown-linux-gnu
//! Vector, mask, x87 and control registers.
use core::arch::{asm, naked_asm};
use core::arch::x86_64::*;
extern "C" fn cfun(a: u64) -> u64 { a }
extern "sysv64" fn sfun(a: u64) -> u64 { a }
extern "win64" fn wfun(a: u64) -> u64 { a }
fn rustfun() {}
extern "C-unwind" fn unwinds() {}
extern "C" fn never() -> ! { loop {} }
static S: u64 = 5;
static mut M: u64 = 5;

pub unsafe fn vectors(a: u64, x: __m128, y: __m128, z: __m256, f: f32, d: f64, p: *mut u64, m: __m512) {
    let mut r: __m128; let mut s: __m256; let mut g: f32; let mut h: f64; let mut u: u64; let mut n: u32;
    // verdict: broken(register-not-declared)
    asm!("vzeroupper");
    // verdict: broken(register-not-declared)
    asm!("vzeroall");
    // verdict: broken(register-not-declared)
    asm!("vzeroupper", out("xmm0") _, out("xmm1") _, out("xmm2") _, out("xmm3") _, out("xmm4") _, out("xmm5") _, out("xmm6") _, out("xmm7") _);
    // verdict: holds
    asm!("vzeroupper", clobber_abi("C"));
    // verdict: holds
    asm!("vzeroupper", clobber_abi("win64"));
    // verdict: broken(input-modified)
    asm!("vmovaps {x}, {x}", x = in(xmm_reg) x);
    // verdict: holds
    asm!("movaps {x}, {x}", x = in(xmm_reg) x);
    // verdict: holds
    asm!("vmovaps {x}, {x}", x = inout(xmm_reg) x => r);
    // verdict: broken(register-not-declared)
    asm!("vaddps xmm3, xmm3, xmm3");
    // verdict: broken(register-not-declared)
    asm!("sub rsp, 16", "movups [rsp], xmm3", "vxorps xmm3, xmm3, xmm3", "movups xmm3, [rsp]", "add rsp, 16");
    // verdict: holds
    asm!("sub rsp, 16", "movups [rsp], xmm3", "xorps xmm3, xmm3", "movups xmm3, [rsp]", "add rsp, 16");
    // verdict: broken(narrow-value-read-wide)
    asm!("vaddpd {r}, {z}, {x:y}", r = out(ymm_reg) s, z = in(ymm_reg) z, x = in(xmm_reg) x);
    // verdict: broken(output-not-written)
    asm!("movss {r}, {x}", r = out(xmm_reg) r, x = in(xmm_reg) x);
    // verdict: holds
    asm!("movss {r}, {x}", r = out(xmm_reg) g, x = in(xmm_reg) f);
    // verdict: broken(narrow-value-read-wide)
    asm!("movaps {r}, {x}", r = out(xmm_reg) r, x = in(xmm_reg) f);
    // verdict: broken(flags-not-preserved)
    asm!("addss {r}, {x}", r = inout(xmm_reg) f => g, x = in(xmm_reg) f, options(preserves_flags));
    // verdict: holds
    asm!("addss {r}, {x}", r = inout(xmm_reg) f => g, x = in(xmm_reg) f);
    // verdict: holds
    asm!("addps {r}, {x}", "xorps {r}, {r}", r = inout(xmm_reg) f => g, x = in(xmm_reg) f);
    // verdict: broken(flags-not-preserved)
    asm!("cvtsd2si {r}, {x}", r = out(reg) u, x = in(xmm_reg) d, options(preserves_flags));
    // verdict: broken(flags-not-preserved)
    asm!("roundsd {r}, {x}, 4", r = inout(xmm_reg) d => h, x = in(xmm_reg) d, options(preserves_flags));
    // verdict: broken(flags-not-preserved)
    asm!("ptest {r}, {r}", r = in(xmm_reg) x, options(preserves_flags));
    // verdict: broken(register-not-declared)
    asm!("pcmpestri {r}, {x}, 0", r = in(xmm_reg) x, x = in(xmm_reg) y, in("eax") 1, in("edx") 1);
    // verdict: holds
    asm!("pcmpestri {r}, {x}, 0", r = in(xmm_reg) x, x = in(xmm_reg) y, in("eax") 1, in("edx") 1, out("ecx") n);
    // verdict: broken(register-not-declared)
    asm!("pcmpistrm {r}, {x}, 0", r = in(xmm_reg) x, x = in(xmm_reg) y);
    // verdict: broken(undeclared-register-read)
    asm!("pblendvb {r}, {x}", r = inout(xmm_reg) x => r, x = in(xmm_reg) y);
    // verdict: broken(register-not-declared)
    asm!("kmovq k1, {a}", a = in(reg) a);
    // verdict: holds
    asm!("kmovq k1, {a}", a = in(reg) a, out("k1") _);
    // verdict: broken(undeclared-register-read)
    asm!("kmovq {a}, k2", a = out(reg) u);
    // verdict: broken(control-state-changed, register-not-declared)
    asm!("movq mm0, {a}", a = in(reg) a);
    // verdict: broken(control-state-changed)
    asm!("movq mm0, {a}", a = in(reg) a, out("mm0") _, out("mm1") _, out("mm2") _, out("mm3") _, out("mm4") _, out("mm5") _, out("mm6") _, out("mm7") _);
    // verdict: holds
    asm!("movq mm0, {a}", "emms", a = in(reg) a, out("st(0)") _, out("st(1)") _, out("st(2)") _, out("st(3)") _, out("st(4)") _, out("st(5)") _, out("st(6)") _, out("st(7)") _);
    // verdict: broken(control-state-changed)
    asm!("movq mm0, {a}", "emms", a = in(reg) a, out("mm0") _);
    // verdict: broken(control-state-changed)
    asm!("ldmxcsr [{p}]", p = in(reg) p);
    // verdict: broken(control-state-changed)
    asm!("sub rsp, 8", "stmxcsr [rsp]", "or dword ptr [rsp], 0x8040", "ldmxcsr [rsp]", "add rsp, 8");
    // verdict: holds
    asm!("sub rsp, 8", "stmxcsr [rsp]", "and dword ptr [rsp], -64", "ldmxcsr [rsp]", "add rsp, 8");
    // verdict: broken(flags-not-preserved, register-not-declared)
    asm!("push rax", "stmxcsr [rsp]", "and dword ptr [rsp], -64", "ldmxcsr [rsp]", "pop rax", options(preserves_flags));
    // verdict: broken(direction-flag-set)
    asm!("std");
    // verdict: holds
    asm!("std", "cld");
    // verdict: holds
    asm!("std", "lodsb", "cld", inout("rsi") p => _, out("al") _);
    // verdict: holds
    asm!("stac");
    // verdict: holds
    asm!("pushfq", "or qword ptr [rsp], 0x40000", "popfq");
    // verdict: broken(direction-flag-set)
    asm!("pushfq", "or qword ptr [rsp], 0x400", "popfq");
    // verdict: broken(input-modified)
    asm!("vpgatherdd {m:x}, [{p} + xmm1], xmm2", m = out(xmm_reg) _, p = in(reg) p, in("xmm1") x, in("xmm2") y);
    // verdict: broken(input-modified)
    asm!("vpgatherdd {m:x}, [{p} + {i}], {k}", m = inout(xmm_reg) x => r, p = in(reg) p, i = in(xmm_reg) x, k = in(xmm_reg) y);
    // verdict: broken(control-state-changed, register-not-declared)
    asm!("xrstor [{p}]", p = in(reg) p, in("eax") 7, in("edx") 0);
    // verdict: broken(fence-under-nomem, memory-under-nomem)
    asm!("clflush [{p}]", "mov {u}, [{p}]", p = in(reg) p, u = out(reg) u, options(nomem));
    // verdict: broken(register-not-declared)
    asm!("rdpkru", in("ecx") 0, out("eax") _);
    // verdict: broken(register-not-declared)
    asm!("xgetbv", in("ecx") 0, out("eax") _);
    // verdict: broken(input-modified)
    asm!("rdtscp", in("ecx") 0, out("eax") _, out("edx") _);
    // verdict: broken(register-not-declared)
    asm!("cpuid", inout("eax") 0 => _, inout("ecx") 0 => _, out("edx") _);
    // verdict: holds
    asm!("mov {t}, rbx", "cpuid", "xchg {t}, rbx", t = out(reg) _, inout("eax") 0 => _, inout("ecx") 0 => _, out("edx") _);
    // verdict: broken(operand-in-named-register)
    asm!("push rbx", "cpuid", "mov {t:e}, ebx", "pop rbx", t = out(reg) n, inout("eax") 0 => _, inout("ecx") 0 => _, out("edx") _);
    // verdict: broken(register-not-declared)
    asm!("movdir64b {p}, [{q}]", "mov r9, 0", p = in(reg) p, q = in(reg) p);
    // verdict: broken(register-not-declared)
    asm!("lar r10d, {a:e}", a = in(reg) a);
    let _ = (r, s, g, h, u, n);
}

/// With its prefix it is a move between vector registers; the disassembler overlooks the prefix.
pub unsafe fn mandatory_prefix() {
    // verdict: unknown(LLVM may misread)
    asm!(".byte 0xf3, 0x48, 0x0f, 0x7e, 0xd1", out("rcx") _, out("xmm2") _);
}
