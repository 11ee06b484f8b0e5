//@ target: armv7-unknown-linux-gnueabihf
//! Lists of vector registers, of which only some are declared.
use core::arch::asm;

pub unsafe fn f(p: *mut f64) {
    // verdict: broken(register-not-declared)
    asm!("vld1.8 {{d0, d1}}, [{0}]", in(reg) p, out("d0") _, options(nostack));
    // verdict: broken(register-not-declared)
    asm!("vld1.8 {{d0, d1, d2, d3}}, [{0}]", in(reg) p, out("q0") _, out("d2") _, options(nostack));
    // verdict: broken(register-not-declared)
    asm!("vld4.8 {{d0, d1, d2, d3}}, [{0}]", in(reg) p, out("q0") _, options(nostack));
    // verdict: broken(register-not-declared)
    asm!("vld2.8 {{d0, d2}}, [{0}]", in(reg) p, out("q0") _, options(nostack));
    // verdict: broken(register-not-declared)
    asm!("vld1.8 {{d0[1]}}, [{0}]", in(reg) p, options(nostack));
    // verdict: broken(input-modified, register-not-declared)
    asm!("vld1.8 {{d0}}, [{0}]!", in(reg) p, options(nostack));
    // verdict: broken(register-not-declared)
    asm!("vtbl.8 d0, {{d1, d2}}, d3", out("d1") _);
    // verdict: holds
    asm!("vpush {{d8, d9}}", "vmov d8, {0}, {0}", "vpop {{d8, d9}}", in(reg) p);
    // verdict: broken(stack-under-nostack)
    asm!("vpush {{d8, d9}}", "vmov d8, {0}, {0}", "vpop {{d8, d9}}", in(reg) p, options(nostack));
    // verdict: broken(register-not-declared)
    asm!("vmov d0, {0}, {0}", in(reg) p);
    // verdict: broken(register-not-declared)
    asm!("vmrs r4, fpscr");
    // verdict: broken(register-not-declared)
    asm!("vmov r4, r5, d0");
    // verdict: broken(register-not-declared)
    asm!("ldrd r4, r5, [{0}]", in(reg) p, out("r4") _);
    // verdict: broken(register-not-declared)
    asm!("smull r4, r5, {0}, {0}", in(reg) p, out("r5") _);
    // verdict: broken(input-modified)
    asm!("umaal r4, r5, {0}, {0}", in(reg) p, out("r5") _, in("r4") 5);
    // verdict: broken(register-not-declared)
    asm!("mrrc p15, 1, r4, r5, c14", out("r5") _);
}
