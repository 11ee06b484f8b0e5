//@ target: s390x-unknown-linux-gnu
//! An architecture that is known by LLVM's description.
use core::arch::asm;

pub unsafe fn sums(a: u64, b: u64, p: *mut u64) -> u64 {
    let mut sum: u64 = a;
    // verdict: holds
    asm!("agr {s}, {b}", s = inout(reg) sum, b = in(reg) b, options(pure, nomem, nostack));
    // verdict: broken(flags-not-preserved)
    asm!("agr {s}, {b}", s = inout(reg) sum, b = in(reg) b, options(pure, nomem, nostack, preserves_flags));
    // verdict: broken(register-not-declared)
    asm!("lgr %r7, {a}", "lgr {s}, %r7", s = out(reg) sum, a = in(reg) a, options(nomem, nostack));
    // verdict: broken(register-not-declared)
    asm!("lpq %r2, 0({p})", p = in(reg_addr) p, out("r2") sum, options(nostack, readonly));
    // verdict: holds
    asm!("lpq %r2, 0({p})", p = in(reg_addr) p, out("r2") sum, out("r3") _, options(nostack, readonly));
    // verdict: holds
    asm!("2:", "lgr {n}, {o}", "agr {n}, {b}", "csg {o}, {n}, 0({p})", "jl 2b", o = inout(reg) sum, n = out(reg) _, b = in(reg) b, p = in(reg_addr) p, options(nostack));
    // verdict: broken(memory-under-nomem)
    asm!("stg {a}, 0({p})", p = in(reg_addr) p, a = in(reg) a, options(nostack, nomem));
    sum
}
