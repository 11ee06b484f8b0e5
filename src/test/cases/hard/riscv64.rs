//@ target: riscv64gc-unknown-linux-gnu
//! Forms of every rule that are easily got wrong.
use core::arch::{asm, naked_asm};
extern "C" fn cfun(a: u64) -> u64 { a }
static S: u64 = 5;
pub unsafe fn f(a: u64, b: u64, n: u32, p: *mut u64) {
    let mut r: u64; let mut s: u64;
    // verdict: broken(system-call-clobbers)
    asm!("ecall", in("a7") 64u64, in("a0") 1u64, in("a1") p);
    // verdict: holds
    asm!("ecall", in("a7") 64u64, inlateout("a0") 1u64 => r, in("a1") p, options(nostack));
    // verdict: broken(narrow-value-read-wide)
    asm!("addi {r}, {x}, 1", x = in(reg) n, r = out(reg) r);
    // verdict: broken(narrow-value-read-wide)
    asm!("addw {r}, {x}, {x}", "add {r}, {r}, {x}", x = in(reg) n, r = out(reg) r);
    // verdict: broken(late-output-written-early)
    asm!("addw {r}, {x}, {x}", "add {r}, {r}, {y}", x = in(reg) a, y = in(reg) b, r = lateout(reg) r);
    // verdict: holds
    asm!("addw {r}, {x}, {x}", x = in(reg) n, r = lateout(reg) r);
    // verdict: broken(register-not-declared)
    asm!("addi t0, t0, 1");
    // verdict: broken(register-not-declared)
    asm!("addi s1, s1, 1");
    // verdict: broken(control-state-changed)
    asm!("mv gp, {x}", x = in(reg) a);
    // verdict: holds
    asm!("mv tp, {x}", x = in(reg) a);
    // verdict: broken(call-clobbers, register-not-declared)
    asm!("call {f}", f = sym cfun, in("a0") a, out("a1") _);
    // verdict: holds
    asm!("call {f}", f = sym cfun, inout("a0") a => r, clobber_abi("C"));
    // verdict: broken(stack-pointer-changed)
    asm!("addi sp, sp, -16");
    // verdict: broken(stack-under-nostack)
    asm!("addi sp, sp, -16", "sd {x}, 0(sp)", "addi sp, sp, 16", x = in(reg) a, options(nostack));
    // verdict: holds
    asm!("addi sp, sp, -16", "sd s1, 0(sp)", "li s1, 5", "ld s1, 0(sp)", "addi sp, sp, 16");
    // verdict: broken(below-stack-pointer)
    asm!("sd {x}, -8(sp)", "ld {r}, -8(sp)", x = in(reg) a, r = out(reg) r);
    // verdict: broken(callers-frame-accessed)
    asm!("ld {r}, 0(sp)", r = out(reg) r);
    // verdict: broken(fence-under-nomem)
    asm!("fence", options(nomem));
    // verdict: broken(memory-under-nomem)
    asm!("ld {r}, 0({p})", r = out(reg) r, p = in(reg) p, options(nomem));
    // verdict: broken(memory-written-under-readonly)
    asm!("amoadd.d {r}, {x}, ({p})", x = in(reg) a, r = out(reg) r, p = in(reg) p, options(readonly));
    // verdict: broken(control-state-changed)
    asm!("fsrm {x}", x = in(reg) a);
    // verdict: broken(flags-not-preserved)
    asm!("fadd.d {r}, {r}, {r}", r = inout(freg) 1.0f64 => _, options(preserves_flags));
    // verdict: broken(flags-not-preserved)
    asm!("csrw fflags, zero", options(preserves_flags));
    // verdict: broken(register-not-declared)
    asm!("vsetvli t0, zero, e8, m1, ta, ma");
    // verdict: broken(flags-not-preserved)
    asm!("vsetvli zero, zero, e8, m1, ta, ma", options(preserves_flags));
    // verdict: broken(register-not-declared)
    asm!("vmv.v.i v1, 0");
    // verdict: holds
    asm!("mv t0, {x}", "add {r}, t0, {y}", x = in(reg) a, y = in(reg) b, r = out(reg) r, out("t0") _);
    // verdict: broken(register-not-declared)
    asm!("jal 2f", "2:");
    // verdict: holds
    asm!("j 2f", "2:");
    // verdict: broken(leaves-site)
    asm!("tail {f}", f = sym cfun);
    // verdict: broken(leaves-site)
    asm!("ret");
    // verdict: broken(not-pure)
    asm!("rdcycle {r}", r = out(reg) r, options(pure, nomem));
    // verdict: holds
    asm!("2: lr.d {r}, ({p})", "add {t}, {r}, {x}", "sc.d {s}, {t}, ({p})", "bnez {s}, 2b", r = out(reg) r, s = out(reg) _, t = out(reg) _, x = in(reg) a, p = in(reg) p, options(nostack));
    // verdict: broken(late-output-written-early)
    asm!("2: lr.d {r}, ({p})", "add {t}, {r}, {x}", "sc.d {s}, {t}, ({p})", "bnez {s}, 2b", r = out(reg) r, s = lateout(reg) _, t = out(reg) _, x = in(reg) a, p = in(reg) p, options(nostack));
    // verdict: holds
    asm!("csrci sstatus, 2", options(nostack));
    // verdict: holds
    asm!("csrci sstatus, 2", options(nomem, nostack));
    // verdict: holds
    asm!("csrrci {r}, sstatus, 2", r = out(reg) r, options(nostack));
    // verdict: broken(output-not-written)
    asm!("beqz {x}, 2f", "li {r}, 1", "2:", x = in(reg) a, r = out(reg) r);
    // verdict: broken(syntax-not-restored)
    asm!(".option norvc", "nop");
    // verdict: holds
    asm!(".option push", ".option norvc", "nop", ".option pop");
    // verdict: holds
    asm!("la {r}, {s}", "ld {r}, 0({r})", r = out(reg) r, s = sym S, options(readonly));
    // verdict: broken(input-modified)
    asm!("amoswap.d {x}, {x}, ({p})", x = in(reg) a, p = in(reg) p);
    // verdict: broken(narrow-value-read-wide)
    asm!("beqz {x}, 2f", "li {r}, 1", "2:", x = in(reg) n, r = inout(reg) 0u64 => r);
    // verdict: broken(undeclared-register-read)
    asm!("mv {r}, ra", r = out(reg) r);
    // verdict: broken(flags-not-preserved)
    asm!("csrw vxrm, zero", options(preserves_flags));
    let _ = (r, s);
}
#[unsafe(naked)]
extern "C" fn n1() {
    // verdict: broken(callee-saved-changed)
    naked_asm!("li s2, 1", "ret")
}
#[unsafe(naked)]
extern "C" fn n2() {
    // verdict: broken(unbalanced-return)
    naked_asm!("call {f}", "ret", f = sym cfun)
}
#[unsafe(naked)]
extern "C" fn n3() {
    // verdict: broken(callee-saved-changed)
    naked_asm!("fmv.d.x fs0, zero", "ret")
}
#[unsafe(naked)]
extern "C" fn n4() {
    // verdict: broken(stack-misaligned)
    naked_asm!("addi sp, sp, -8", "sd ra, 0(sp)", "call {f}", "ld ra, 0(sp)", "addi sp, sp, 8", "ret", f = sym cfun)
}

pub unsafe fn guests(p: *mut u32, a: u64, b: u32) {
    let r: u64;
    // verdict: holds
    asm!(".option push", ".option arch, +h", "hsv.w {v}, ({p})", "hlvx.wu {r}, ({p})", ".option pop", p = in(reg) p, v = in(reg) b, r = out(reg) r, options(nostack, preserves_flags));
    // verdict: broken(narrow-value-read-wide)
    asm!(".option push", ".option arch, +h", "hsv.d {v}, ({p})", ".option pop", p = in(reg) p, v = in(reg) b, options(nostack, preserves_flags));
    // verdict: broken(memory-written-under-readonly)
    asm!(".option push", ".option arch, +h", "hsv.d {v}, ({p})", ".option pop", p = in(reg) p, v = in(reg) a, options(nostack, preserves_flags, readonly));
}

pub unsafe fn groups(p: *mut u32, n: usize) {
    // verdict: holds
    asm!(".option push", ".option arch, +v", "vsetvli t0, {n}, e32, m1, ta, ma", "vle32.v v8, ({p})", "vadd.vv v8, v8, v8", "vse32.v v8, ({p})", ".option pop", n = in(reg) n, p = in(reg) p, out("t0") _, out("v8") _, options(nostack));
    // verdict: broken(register-not-declared)
    asm!(".option push", ".option arch, +v", "vsetvli t0, {n}, e32, mf2, ta, ma", "vle32.v v8, ({p})", ".option pop", n = in(reg) n, p = in(reg) p, out("t0") _, options(nostack));
    // verdict: unknown(side effects)
    asm!(".option push", ".option arch, +v", "vsetvli t0, {n}, e32, m2, ta, ma", "vle32.v v8, ({p})", ".option pop", n = in(reg) n, p = in(reg) p, out("t0") _, out("v8") _, options(nostack));
    // verdict: unknown(side effects)
    asm!(".option push", ".option arch, +v", "vsetvli t0, {n}, e32, m1, ta, ma", "vlseg2e32.v v8, ({p})", ".option pop", n = in(reg) n, p = in(reg) p, out("t0") _, out("v8") _, options(nostack));
    // verdict: unknown(side effects)
    asm!(".option push", ".option arch, +v", "vsetvli t0, {n}, e32, m1, ta, ma", "vle64.v v8, ({p})", ".option pop", n = in(reg) n, p = in(reg) p, out("t0") _, out("v8") _, options(nostack));
}

/// A compressed instruction of zeros, which a symbol's address then fills.
#[unsafe(naked)]
unsafe extern "C" fn header() -> ! {
    // verdict: holds
    naked_asm!("j start_here", ".word 0", ".balign 8", ".dword iend - istart", ".dword 5")
}

/// Ones are above a narrow float.
pub unsafe fn boxed(a: f32, n: u32) -> u64 {
    let mut r: u64;
    // verdict: holds
    asm!("fmv.x.d {r}, {a}", a = in(freg) a, r = out(reg) r);
    // verdict: broken(narrow-value-read-wide)
    asm!("fmv.d.x fa0, {n}", "fmv.x.d {r}, fa0", n = in(reg) n, r = out(reg) r, out("fa0") _);
    r
}
