//@ target: armv7-unknown-linux-gnueabihf
//! Forms of every rule that are easily got wrong.
use core::arch::{asm, naked_asm};
extern "C" fn cfun(a: u32) -> u32 { a }
static S: u32 = 5;
pub unsafe fn f(a: u32, b: u32, n: u16, p: *mut u32) {
    let mut r: u32; let mut s: u32;
    // verdict: broken(system-call-clobbers)
    asm!("svc #0", in("r7") 4u32, in("r0") 1u32, in("r1") p);
    // verdict: holds
    asm!("svc #0", in("r7") 4u32, inlateout("r0") 1u32 => r, in("r1") p, options(nostack));
    // verdict: broken(narrow-value-read-wide)
    asm!("add {r}, {x}, #1", x = in(reg) n, r = out(reg) r);
    // verdict: broken(flags-not-preserved)
    asm!("adds {r}, {x}, #1", x = in(reg) a, r = out(reg) r, options(preserves_flags));
    // verdict: broken(undefined-flag-read)
    asm!("addeq {r}, {x}, #1", x = in(reg) a, r = inout(reg) b => r);
    // verdict: broken(output-not-written)
    asm!("cmp {x}, #0", "moveq {r}, #1", x = in(reg) a, r = out(reg) r);
    // verdict: holds
    asm!("cmp {x}, #0", "moveq {r}, #1", "movne {r}, #0", x = in(reg) a, r = out(reg) r);
    // verdict: broken(input-modified)
    asm!("ldr {r}, [{p}], #4", p = in(reg) p, r = out(reg) r);
    // verdict: broken(input-modified)
    asm!("ldmia {p}!, {{r2, r3}}", p = in(reg) p, out("r2") _, out("r3") _);
    // verdict: broken(register-not-declared)
    asm!("ldmia {p}, {{r2, r3}}", p = in(reg) p, out("r2") _);
    // verdict: broken(register-not-declared)
    asm!("mov r6, #1");
    // verdict: broken(register-not-declared)
    asm!("mov r11, #1");
    // verdict: holds
    asm!("push {{r6, lr}}", "mov r6, #1", "pop {{r6, lr}}");
    // verdict: broken(call-clobbers)
    asm!("bl {f}", f = sym cfun, in("r0") a, out("r1") _);
    // verdict: holds
    asm!("bl {f}", f = sym cfun, inout("r0") a => r, clobber_abi("C"));
    // verdict: broken(stack-under-nostack)
    asm!("push {{r6}}", "pop {{r6}}", options(nostack));
    // verdict: broken(stack-misaligned)
    asm!("push {{r6}}", "bl {f}", "pop {{r6}}", f = sym cfun, inout("r0") a => r, clobber_abi("C"));
    // verdict: broken(stack-pointer-changed)
    asm!("sub sp, sp, #8");
    // verdict: broken(fence-under-nomem)
    asm!("dmb ish", options(nomem));
    // verdict: broken(memory-under-nomem)
    asm!("ldrex {r}, [{p}]", r = out(reg) r, p = in(reg) p, options(nomem));
    // verdict: broken(late-output-written-early)
    asm!("2: ldrex {r}, [{p}]", "strex {s}, {x}, [{p}]", "cmp {s}, #0", "bne 2b", r = lateout(reg) r, s = out(reg) _, p = in(reg) p, x = in(reg) a);
    // verdict: holds
    asm!("cpsid i", options(nostack, preserves_flags));
    // verdict: holds
    asm!("cpsid i", options(nomem, nostack, preserves_flags));
    // verdict: broken(control-state-changed)
    asm!("vmsr fpscr, {x}", x = in(reg) a);
    // verdict: broken(flags-not-preserved)
    asm!("vadd.f32 {r}, {r}, {r}", r = inout(sreg) 1.0f32 => _, options(preserves_flags));
    // verdict: broken(flags-not-preserved)
    asm!("qadd {r}, {x}, {x}", x = in(reg) a, r = out(reg) r, options(preserves_flags));
    // verdict: broken(flags-not-preserved)
    asm!("sadd8 {r}, {x}, {x}", x = in(reg) a, r = out(reg) r, options(preserves_flags));
    // verdict: holds
    asm!("sel {r}, {x}, {x}", x = in(reg) a, r = inout(reg) b => r, options(preserves_flags));
    // verdict: broken(register-not-declared)
    asm!("vmov s1, {x}", x = in(reg) a, out("s0") _);
    // verdict: broken(register-not-declared)
    asm!("vmov d0, {x}, {x}", x = in(reg) a, out("s0") _);
    // verdict: broken(leaves-site)
    asm!("bx lr");
    // verdict: broken(leaves-site)
    asm!("pop {{pc}}");
    // verdict: broken(undeclared-register-read)
    asm!("mov {r}, r9", r = out(reg) r);
    // verdict: broken(allocation-does-not-assemble, register-not-declared)
    asm!("umull {r}, r4, {x}, {x}", x = in(reg) a, r = out(reg) r);
    // verdict: broken(register-not-declared)
    asm!("mrc p15, 0, r12, c13, c0, 3");
    // verdict: holds
    asm!("mrc p15, 0, {r}, c13, c0, 3", r = out(reg) r, options(nomem, pure));
    // verdict: unknown
    asm!(".thumb", "nop");
    // verdict: broken(late-output-written-early)
    asm!("movw {r}, #1", "movt {r}, #2", "add {r}, {r}, {x}", x = in(reg) a, r = lateout(reg) r);
    // verdict: broken(output-not-written)
    asm!("movt {r}, #2", r = out(reg) r);
    let _ = (r, s);
}
#[unsafe(naked)]
extern "C" fn n1() {
    // verdict: broken(callee-saved-changed)
    naked_asm!("mov r4, #1", "bx lr")
}
#[unsafe(naked)]
extern "C" fn n2() {
    // verdict: broken(unbalanced-return)
    naked_asm!("bl {f}", "bx lr", f = sym cfun)
}
#[unsafe(naked)]
extern "C" fn n3() {
    // verdict: holds
    naked_asm!("push {{r4, lr}}", "bl {f}", "pop {{r4, pc}}", f = sym cfun)
}
#[unsafe(naked)]
extern "C" fn n4() {
    // verdict: broken(stack-misaligned)
    naked_asm!("push {{lr}}", "bl {f}", "pop {{pc}}", f = sym cfun)
}
#[unsafe(naked)]
extern "C" fn n5() {
    // verdict: broken(callee-saved-changed)
    naked_asm!("vmov.f64 d8, #1.0", "bx lr")
}
