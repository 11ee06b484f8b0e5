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
