//@ target: armv7-unknown-linux-gnueabihf
//! Lists of registers in an unknown format or of the user's, and flags from a coprocessor.
use core::arch::asm;

pub unsafe fn lists(p: *mut u32) -> u32 {
    let r: u32;
    // verdict: holds
    asm!("fldmiax {p}!, {{d0, d1}}", p = inout(reg) p => _, out("d0") _, out("d1") _);
    // verdict: broken(register-not-declared)
    asm!("fldmiax {p}, {{d0, d1}}", p = in(reg) p, out("d0") _);
    // verdict: holds
    asm!("fstmdbx sp!, {{d8-d10}}", "vmov.f64 d8, d0", "fldmiax sp!, {{d8-d10}}");
    // verdict: broken(flags-not-preserved)
    asm!("mrc p14, 0, apsr_nzcv, c0, c1, 0", options(preserves_flags));
    // verdict: holds
    asm!("ldm {p}, {{r0, r1}}^", p = in(reg) p, out("r0") r, out("r1") _);
    // verdict: unknown
    asm!("ldm {p}, {{r0, sp}}^", p = in(reg) p, out("r0") _);
    // verdict: holds
    asm!("ldm {p}, {{r0, pc}}^", p = in(reg) p, options(noreturn));
    r
}
