//@ target: aarch64-unknown-linux-gnu
//! Forms of every rule that are easily got wrong.
use core::arch::{asm, naked_asm};
use core::arch::aarch64::*;
extern "C" fn cfun(a: u64) -> u64 { a }
static S: u64 = 5;

pub unsafe fn sys(a: u64, b: u64, p: *mut u64) {
    let mut r: u64; let mut s: u64;
    // verdict: broken(system-call-clobbers)
    asm!("svc #0", in("x8") 64u64, in("x0") 1u64, in("x1") p, in("x2") 4u64);
    // verdict: holds
    asm!("svc #0", in("x8") 64u64, inlateout("x0") 1u64 => r, in("x1") p, in("x2") 4u64, options(nostack));
    // verdict: holds
    asm!("svc #0", in("x8") 64u64, inlateout("x0") 1u64 => _, in("x1") p, in("x2") 4u64, options(nostack, preserves_flags));
    // verdict: broken(system-call-clobbers)
    asm!("svc #0", in("x8") 93u64);
    // verdict: bounded(it ends with a system call)
    asm!("svc #0", in("x8") 93u64, in("x0") 0u64, options(noreturn));
    // verdict: bounded(it ends with a system call)
    asm!("mov x8, #93", "svc #0", in("x0") 0u64, options(noreturn, nostack), in("x8") 5u64);
    // verdict: broken(call-clobbers)
    asm!("bl {f}", f = sym cfun, in("x0") a, out("x1") _);
    // verdict: holds
    asm!("bl {f}", f = sym cfun, inout("x0") a => r, clobber_abi("C"));
    // verdict: broken(call-clobbers)
    asm!("bl {f}", f = sym cfun, inout("x0") a => r, out("x30") _);
    // verdict: broken(register-not-declared)
    asm!("mov x19, {x}", "bl {f}", "mov x0, x19", x = in(reg) a, f = sym cfun, out("x0") r, clobber_abi("C"));
    // verdict: holds
    asm!("mov x9, {x}", "add {r}, x9, {y}", x = in(reg) a, y = in(reg) b, r = out(reg) r, out("x9") _);
    // verdict: holds
    asm!("mov x9, {x}", "add {r}, x9, {y}", x = in(reg) a, y = in(reg) b, r = lateout(reg) r, out("x9") _);
    // verdict: broken(narrow-value-read-wide)
    asm!("cmp {x}, #0", "cset {r}, eq", x = in(reg) a as u32, r = out(reg) r);
    // verdict: broken(narrow-value-read-wide)
    asm!("cbz {x}, 2f", "nop", "mov {r}, #1", "2:", x = in(reg) a as u32, r = inout(reg) 0u64 => r);
    // verdict: broken(narrow-value-read-wide)
    asm!("tbz {x}, #33, 2f", "mov {r}, #1", "2:", x = in(reg) a as u32, r = inout(reg) 0u64 => r);
    // verdict: holds
    asm!("tbz {x}, #31, 2f", "mov {r}, #1", "2:", x = in(reg) a as u32, r = inout(reg) 0u64 => r);
    // verdict: broken(narrow-value-read-wide)
    asm!("uxth {r:w}, {x:w}", "add {r:w}, {r:w}, {x:w}", x = in(reg) a as u8, r = out(reg) r);
    // verdict: holds
    asm!("uxtb {r:w}, {x:w}", x = in(reg) a as u8, r = out(reg) r);
    // verdict: broken(stack-pointer-changed)
    asm!("add sp, sp, #16");
    // verdict: broken(callers-frame-accessed, stack-pointer-changed)
    asm!("ldp x0, x1, [sp], #16", out("x0") _, out("x1") _);
    // verdict: broken(callers-frame-accessed)
    asm!("ldr {r}, [sp]", r = out(reg) r);
    // verdict: broken(stack-under-nostack)
    asm!("stur {x}, [sp, #-8]", x = in(reg) a, options(nostack));
    // verdict: broken(below-stack-pointer)
    asm!("stur {x}, [sp, #-8]", "ldur {r}, [sp, #-8]", x = in(reg) a, r = out(reg) r);
    // verdict: broken(fence-under-nomem)
    asm!("dsb sy", options(nomem));
    // verdict: broken(fence-under-nomem)
    asm!("dmb ishst", options(readonly));
    // verdict: broken(memory-under-nomem)
    asm!("dc zva, {p}", p = in(reg) p, options(nomem));
    // verdict: holds
    asm!("prfm pldl1keep, [{p}]", p = in(reg) p, options(nomem));
    // verdict: broken(control-state-changed)
    asm!("msr fpcr, {x}", x = in(reg) a);
    // verdict: broken(flags-not-preserved)
    asm!("msr fpsr, {x}", x = in(reg) a, options(preserves_flags));
    // verdict: broken(flags-not-preserved)
    asm!("fadd {r:d}, {r:d}, {r:d}", r = inout(vreg) 1.0f64 => _, options(preserves_flags));
    // verdict: broken(flags-not-preserved)
    asm!("sqadd {r:d}, {r:d}, {r:d}", r = inout(vreg) 1.0f64 => _, options(preserves_flags));
    // verdict: broken(flags-not-preserved)
    asm!("fcmp {r:d}, #0.0", r = in(vreg) 1.0f64, options(preserves_flags));
    // verdict: broken(input-modified)
    asm!("fmov {r:s}, {r:s}", r = in(vreg) 1.0f64);
    // verdict: broken(register-not-declared)
    asm!("ins v5.b[3], {x:w}", x = in(reg) a);
    // verdict: broken(output-not-written)
    asm!("ins {v}.s[1], {x:w}", x = in(reg) a, v = out(vreg) r);
    // verdict: broken(register-not-declared)
    asm!("stp d8, d9, [sp, #-16]!", "movi v8.16b, #0", "ldp d8, d9, [sp], #16");
    // verdict: holds
    asm!("stp q8, q9, [sp, #-32]!", "movi v8.16b, #0", "ldp q8, q9, [sp], #32");
    // verdict: broken(register-not-declared)
    asm!("adr x10, 2f", "2:");
    // verdict: holds
    asm!("adr {r}, 2f", "2:", r = out(reg) r, options(nomem));
    // verdict: broken(memory-under-nomem)
    asm!("adrp {r}, {s}", "ldr {r}, [{r}, :lo12:{s}]", s = sym S, r = out(reg) r, options(nomem));
    // verdict: holds
    asm!("adrp {r}, {s}", "add {r}, {r}, :lo12:{s}", s = sym S, r = out(reg) r, options(nomem, pure));
    // verdict: broken(allocation-does-not-assemble, late-output-written-early)
    asm!("2: ldxr {r}, [{p}]", "stxr {s:w}, {x}, [{p}]", "cbnz {s:w}, 2b", r = lateout(reg) r, s = lateout(reg) _, p = in(reg) p, x = in(reg) a);
    // verdict: broken(input-modified, output-read-before-written)
    asm!("casp x2, x3, x4, x5, [{p}]", p = in(reg) p, in("x2") a, in("x3") a, in("x4") b, out("x5") _);
    // verdict: broken(input-modified)
    asm!("casal {x}, {y}, [{p}]", x = in(reg) a, y = in(reg) b, p = in(reg) p);
    // verdict: broken(undefined-flag-read)
    asm!("csel {r}, {x}, {y}, eq", x = in(reg) a, y = in(reg) b, r = out(reg) r);
    // verdict: broken(undefined-flag-read)
    asm!("ccmp {x}, {y}, #0, eq", "cset {r}, ne", x = in(reg) a, y = in(reg) b, r = out(reg) r);
    // verdict: holds
    asm!("cmp {x}, {y}", "ccmp {x}, {y}, #0, eq", "cset {r}, ne", x = in(reg) a, y = in(reg) b, r = out(reg) r);
    // verdict: broken(register-not-declared)
    asm!("pacia x30, sp");
    // verdict: broken(register-not-declared)
    asm!("paciasp");
    // verdict: holds
    asm!("paciasp", "autiasp");
    // verdict: broken(register-not-declared)
    asm!("smstart");
    // verdict: broken(register-not-declared)
    asm!("ptrue p0.b");
    // verdict: broken(register-not-declared)
    asm!("mov x29, sp");
    // verdict: broken(undeclared-register-read)
    asm!("mov {r}, x30", r = out(reg) r);
    // verdict: broken(undeclared-register-read)
    asm!("mov {r}, x18", r = out(reg) r);
    // verdict: broken(register-not-declared)
    asm!("mov x18, #0");
    // verdict: holds
    asm!("msr tpidr_el0, {x}", x = in(reg) a, options(nostack, preserves_flags));
    // verdict: broken(leaves-site)
    asm!("b {f}", f = sym cfun);
    // verdict: broken(falls-through-noreturn)
    asm!("wfi", options(noreturn));
    // verdict: holds
    asm!("2: wfi", "b 2b", options(noreturn));
    // verdict: broken(leaves-site)
    asm!("ret");
    // verdict: holds
    asm!("eret");
    // verdict: holds
    asm!("eret", options(noreturn));
    // verdict: broken(hanging-prefix)
    asm!("movprfx z0, z1", out("v0") _);
    // verdict: holds
    asm!("msr daifset, #2", options(nostack, preserves_flags));
    // verdict: holds
    asm!("msr daifset, #2", options(nomem, nostack, preserves_flags));
    // verdict: broken(not-pure)
    asm!("mrs {r}, cntvct_el0", r = out(reg) r, options(pure, nomem));
    // verdict: broken(input-modified)
    asm!("ldr {r}, [{p}], {x}", "ldr {r}, [{p}, #8]!", r = out(reg) r, p = in(reg) p, x = const 8);
    // verdict: broken(input-modified)
    asm!("ld1 {{v0.16b}}, [{p}], #16", p = in(reg) p, out("v0") _);
    // verdict: broken(register-not-declared)
    asm!("ld2 {{v0.16b, v1.16b}}, [{p}]", p = in(reg) p, out("v0") _);
    // verdict: holds
    asm!("tbl {r}.16b, {{v1.16b}}, {r}.16b", r = inout(vreg) 1.0f64 => _);
    // verdict: broken(narrow-value-read-wide)
    asm!("str {x:q}, [{p}]", p = in(reg) p, x = in(vreg) 1.0f64);
    let _ = (r, s);
}
#[unsafe(naked)]
extern "C" fn n1() {
    // verdict: broken(callee-saved-changed)
    naked_asm!("mov x19, #1", "ret")
}
#[unsafe(naked)]
extern "C" fn n2() {
    // verdict: broken(unbalanced-return)
    naked_asm!("bl {f}", "ret", f = sym cfun)
}
#[unsafe(naked)]
extern "C" fn n3() {
    // verdict: holds
    naked_asm!("stp x29, x30, [sp, #-16]!", "bl {f}", "ldp x29, x30, [sp], #16", "ret", f = sym cfun)
}
#[unsafe(naked)]
extern "C" fn n4() {
    // verdict: broken(callee-saved-changed)
    naked_asm!("movi v8.2d, #0", "ret")
}
#[unsafe(naked)]
extern "C" fn n5() {
    // verdict: broken(unbalanced-return)
    naked_asm!("sub sp, sp, #16", "ret")
}
#[unsafe(naked)]
extern "C" fn n6() {
    // verdict: broken(stack-misaligned)
    naked_asm!("sub sp, sp, #8", "str x30, [sp]", "bl {f}", "ldr x30, [sp]", "add sp, sp, #8", "ret", f = sym cfun)
}
