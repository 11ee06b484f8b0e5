//@ target: powerpc64le-unknown-linux-gnu
//! An architecture that is known by LLVM's description.
use core::arch::asm;

pub unsafe fn sums(a: u64, b: u64, p: *mut u64) -> u64 {
    let mut sum: u64;
    // verdict: holds
    asm!("add {s}, {a}, {b}", s = lateout(reg) sum, a = in(reg) a, b = in(reg) b, options(pure, nomem, nostack, preserves_flags));
    // verdict: broken(register-not-declared)
    asm!("add. {s}, {a}, {b}", s = lateout(reg) sum, a = in(reg) a, b = in(reg) b, options(pure, nomem, nostack));
    // verdict: holds
    asm!("add. {s}, {a}, {b}", s = lateout(reg) sum, a = in(reg) a, b = in(reg) b, out("cr0") _, options(pure, nomem, nostack));
    // verdict: broken(register-not-declared)
    asm!("mtctr {a}", "mfctr {s}", s = lateout(reg) sum, a = in(reg) a, options(nomem, nostack));
    // verdict: holds
    asm!("2:", "ldarx {o}, 0, {p}", "add {n}, {o}, {a}", "stdcx. {n}, 0, {p}", "bne 0, 2b", o = out(reg) sum, n = out(reg) _, a = in(reg) a, p = in(reg) p, out("cr0") _, options(nostack));
    // verdict: broken(memory-under-nomem)
    asm!("std {a}, 0({p})", p = in(reg_nonzero) p, a = in(reg) a, options(nostack, nomem));
    sum
}
pub unsafe fn branches(a: u64, b: u64, p: *mut u64) -> u64 {
    let mut r: u64 = a;
    // verdict: holds
    asm!("mtctr {n}", "2:", "add {r}, {r}, {a}", "bdnz 2b", n = in(reg) 3u64, r = inout(reg) r, a = in(reg) a, out("ctr") _, options(pure, nomem, nostack));
    // verdict: broken(register-not-declared)
    asm!("2:", "bdnz 3f", "3:");
    // verdict: holds
    asm!("bcl 20, 31, 2f", "2:", "mflr {r}", r = out(reg) r, out("lr") _, options(nomem, nostack));
    // verdict: broken(register-not-declared)
    asm!("bcl 20, 31, 2f", "2:", "mflr {r}", r = out(reg) r, options(nomem, nostack));
    // verdict: holds
    asm!("bl 2f", "b 3f", "2:", "cmpdi {a}, 0", "beqlr", "li {r}, 1", "blr", "3:", r = inout(reg) r, a = in(reg) a, out("lr") _, out("cr0") _, options(nomem, nostack));
    // verdict: broken(output-not-written)
    asm!("bl 2f", "b 3f", "2:", "cmpdi {a}, 0", "beqlr", "li {r}, 1", "blr", "3:", r = out(reg) r, a = in(reg) a, out("lr") _, out("cr0") _, options(nomem, nostack));
    // verdict: holds
    asm!("cmpldi {a}, 0", "blt 2f", "li {r}, 1", "2:", a = in(reg) a, r = out(reg) r, out("cr0") _, options(nomem, nostack));
    // verdict: broken(output-not-written)
    asm!("cmpdi {a}, 0", "blt 2f", "li {r}, 1", "2:", a = in(reg) a, r = out(reg) r, out("cr0") _, options(nomem, nostack));
    // verdict: holds
    asm!("li {t}, -1", "cmplwi {t}, 65535", "bgt 2f", "mr {t}, {r}", "2:", t = out(reg) _, r = out(reg) _, out("cr0") _, options(nomem, nostack));
    // verdict: holds
    asm!("li {t}, -1", "cmplwi %cr7, {t}, 65535", "bgt %cr7, 2f", "mr %r13, {r}", "2:", t = out(reg) _, r = out(reg) _, out("cr7") _, options(nomem, nostack));
    // verdict: holds
    asm!("li {t}, -1", "cmpwi %cr7, {t}, -1", "beq %cr7, 2f", "mr %r13, {r}", "2:", t = out(reg) _, r = out(reg) _, out("cr7") _, options(nomem, nostack));
    // verdict: holds
    asm!("mtctr %r12", "bctrl", in("r12") p, clobber_abi("C"));
    // verdict: holds
    asm!("cmpdi {a}, 0", "mtctr 12", "beqctrl", a = in(reg) a, in("r12") p, clobber_abi("C"));
    // verdict: broken(call-clobbers)
    asm!("cmpdi {a}, 0", "mtctr 12", "beqctrl", a = in(reg) a, in("r12") p, out("ctr") _, out("lr") _, out("cr0") _);
    r
}
pub unsafe fn special(a: u64, p: *mut u64) -> u64 {
    let mut r: u64 = a;
    // verdict: broken(undeclared-register-read)
    asm!("mfspr {r}, 8", r = out(reg) r);
    // verdict: holds
    asm!("mtspr 9, {a}", "mfspr {r}, 9", a = in(reg) a, r = out(reg) r, out("ctr") _);
    // verdict: holds
    asm!("mfspr {r}, 287", r = out(reg) r, options(nomem, nostack, preserves_flags));
    // verdict: broken(not-pure)
    asm!("mfspr {r}, 22", r = out(reg) r, options(pure, nomem, nostack, preserves_flags));
    // verdict: holds
    asm!("mfcr {r}", r = out(reg) r, options(nomem, nostack));
    // verdict: holds
    asm!("cmpdi {a}, 0", "mfcr {r}", a = in(reg) a, r = out(reg) r, out("cr0") _, options(nomem, nostack));
    // verdict: holds
    asm!("mtcrf 255, {a}", "mfcr {r}", a = in(reg) a, r = out(reg) r, out("cr") _, options(nomem, nostack));
    // verdict: broken(register-not-declared)
    asm!("mtcrf 255, {a}", a = in(reg) a, out("cr0") _, out("cr1") _, options(nomem, nostack));
    // verdict: holds
    asm!("mtcrf 192, {a}", a = in(reg) a, out("cr0") _, out("cr1") _, options(nomem, nostack));
    // verdict: broken(undeclared-register-read)
    asm!("mfcr {r}", "addi {r}, {r}, 4", r = out(reg_nonzero) r, options(nomem, nostack));
    // verdict: unknown
    asm!("mfcr {r}", "rlwinm {r}, {r}, 3, 31, 31", r = out(reg) r, options(nomem, nostack));
    // verdict: broken(undeclared-register-read)
    asm!("mfocrf {r}, 128", r = out(reg) r, options(nomem, nostack));
    // verdict: holds
    asm!("mfxer {r}", r = out(reg) r, options(nomem, nostack));
    // verdict: broken(register-not-declared)
    asm!("cmpdi %cr2, {a}, 0", a = in(reg) a, out("cr0") _, options(nomem, nostack));
    // verdict: holds
    asm!("mfcr {t}", "cmpdi {a}, 0", "mtcrf 255, {t}", a = in(reg) a, t = out(reg) _, options(nomem, nostack));
    // verdict: holds
    asm!("mtsrr0 {a}", a = in(reg) a);
    // verdict: broken(not-pure)
    asm!("mtsrr0 {a}","li {r}, 0", a = in(reg) a, r = lateout(reg) r, options(pure, nomem));
    // verdict: holds
    asm!("mtmsrd {a}", a = in(reg) a);
    r
}
pub unsafe fn status(a: u64, x: f64, p: *mut u64) -> f64 {
    let mut r: f64 = 0.0;
    // verdict: holds
    asm!("mffs {t}", "mtfsfi 7, 3", "fadd {r}, {x}, {x}", "mtfsf 255, {t}", t = out(freg) _, r = out(freg) r, x = in(freg) x);
    // verdict: broken(control-state-changed)
    asm!("mtfsfi 7, 3");
    // verdict: holds
    asm!("mffscrni {t}, 1", "fadd {r}, {x}, {x}", "mffscrn {t}, {t}", t = out(freg) _, r = out(freg) r, x = in(freg) x);
    // verdict: broken(flags-not-preserved)
    asm!("mtfsb1 6", options(preserves_flags));
    // verdict: broken(control-state-changed)
    asm!("mtfsb0 31");
    r
}
pub unsafe fn memory(p: *mut u64, a: u64) -> u64 {
    let mut r: u64 = a;
    // verdict: holds
    asm!("stmw 30, 0({p})", p = in(reg_nonzero) p);
    // verdict: broken(register-not-declared)
    asm!("stmw 30, -8(1)", "li 30, 1", "li 31, 2", "lmw 30, -8(1)");
    // verdict: broken(register-not-declared)
    asm!("lswi 30, {p}, 9", p = in(reg_nonzero) p);
    // verdict: holds
    asm!("lswi 7, {p}, 9", p = in(reg_nonzero) p, out("r7") _, out("r8") _, out("r9") _, options(readonly));
    // verdict: broken(register-not-declared)
    asm!("lswi 7, {p}, 9", p = in(reg_nonzero) p, out("r7") _, out("r8") _, options(readonly));
    // verdict: broken(memory-written-under-readonly)
    asm!("stswi 7, {p}, 5", p = in(reg_nonzero) p, in("r7") a, in("r8") a, options(readonly));
    // verdict: broken(register-not-declared)
    asm!("lq 8, 0({p})", p = in(reg_nonzero) p, out("r8") _);
    // verdict: holds
    asm!("lq 8, 0({p})", p = in(reg_nonzero) p, out("r8") _, out("r9") _);
    // verdict: broken(register-not-declared)
    asm!("tbegin. 0", "beq 2f", "li {r}, 1", "tend. 0", "2:", r = inout(reg) r);
    // verdict: holds
    asm!("tbegin. 0", "beq 2f", "li {r}, 1", "tend. 0", "2:", r = inout(reg) r, out("cr0") _);
    // verdict: broken(output-not-written)
    asm!("tbegin. 0", "beq 2f", "li {r}, 1", "tend. 0", "2:", r = out(reg) r, out("cr0") _);
    // verdict: holds
    asm!("rfid", options(noreturn));
    // verdict: broken(register-not-declared)
    asm!("scv 0", inout("r0") a => _, lateout("r3") r);
    // verdict: holds
    asm!("scv 0", inout("r0") a => _, lateout("r3") r, lateout("lr") _, lateout("ctr") _);
    r
}

#[unsafe(naked)]
pub extern "C" fn early(a: u64) -> u64 {
    // verdict: holds
    core::arch::naked_asm!("cmpdi 3, 0", "beqlr", "li 3, 1", "blr")
}

#[unsafe(naked)]
pub extern "C" fn careless(a: u64) -> u64 {
    // verdict: broken(callee-saved-changed)
    core::arch::naked_asm!("li 30, 1", "cmpdi 3, 0", "beqlr", "li 3, 1", "blr")
}
