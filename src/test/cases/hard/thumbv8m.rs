//@ target: thumbv8m.main-none-eabi
//! Loops that count in the link register, lists that are cleared, the other security state.
use core::arch::asm;

pub unsafe fn loops(a: u32, n: u32) -> u32 {
    let mut r: u32 = 0;
    // verdict: holds
    asm!("wls lr, {n}, 3f", "2:", "adds {r}, {r}, {a}", "le lr, 2b", "3:", n = in(reg) 3u32, a = in(reg) a, r = inout(reg) r, out("lr") _, options(pure, nomem, nostack));
    // verdict: broken(register-not-declared)
    asm!("wls lr, {n}, 3f", "2:", "adds {r}, {r}, {a}", "le lr, 2b", "3:", n = in(reg) 3u32, a = in(reg) a, r = inout(reg) r, options(pure, nomem, nostack));
    // verdict: broken(output-not-written)
    asm!("wls lr, {n}, 3f", "mov {r}, #1", "3:", n = in(reg) n, r = out(reg) r, out("lr") _, options(pure, nomem, nostack));
    r
}

pub unsafe fn cleared(a: u32) {
    // verdict: broken(register-not-declared)
    asm!("clrm {{r0, r3}}", out("r0") _, options(nomem, nostack));
    // verdict: holds
    asm!("clrm {{r0, r3}}", out("r0") _, out("r3") _, options(nomem, nostack, preserves_flags));
    // verdict: broken(flags-not-preserved)
    asm!("clrm {{r0, apsr}}", out("r0") _, options(nomem, nostack, preserves_flags));
    // verdict: holds
    asm!("bxns r3", in("r3") a, options(noreturn));
    // verdict: holds
    asm!("blxns {a}", a = in(reg) a, clobber_abi("C"));
}
