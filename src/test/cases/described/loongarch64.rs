//@ target: loongarch64-unknown-linux-gnu
//! An architecture that is known by LLVM's description.
use core::arch::asm;

pub unsafe fn sums(a: u64, b: u64, p: *mut u64) -> u64 {
    let mut sum: u64;
    // verdict: holds
    asm!("add.d {s}, {a}, {b}", s = lateout(reg) sum, a = in(reg) a, b = in(reg) b, options(pure, nomem, nostack));
    // verdict: broken(register-not-declared)
    asm!("add.d $t0, {a}, {b}", "move {s}, $t0", s = lateout(reg) sum, a = in(reg) a, b = in(reg) b, options(nomem, nostack));
    // verdict: holds
    asm!("mulh.d $t0, {a}, {b}", "move {s}, $t0", s = lateout(reg) sum, a = in(reg) a, b = in(reg) b, out("$t0") _, options(nomem, nostack));
    // verdict: broken(input-modified)
    asm!("mulh.d {a}, {a}, {b}", a = in(reg) a, b = in(reg) b, options(nomem, nostack));
    // verdict: broken(memory-under-nomem)
    asm!("ld.d {s}, {p}, 0", s = out(reg) sum, p = in(reg) p, options(nomem, nostack));
    // verdict: holds
    asm!("2:", "ll.d {o}, {p}, 0", "add.d {n}, {o}, {a}", "sc.d {n}, {p}, 0", "beqz {n}, 2b", o = out(reg) sum, n = out(reg) _, a = in(reg) a, p = in(reg) p, options(nostack));
    // verdict: broken(register-not-declared)
    asm!("addi.d $t1, {a}, 1", "st.d $t1, {p}, 0", a = in(reg) a, p = in(reg) p, options(nostack));
    // verdict: holds
    asm!("addi.d $sp, $sp, -16", "st.d $s1, $sp, 0", "move $s1, {a}", "ld.d $s1, $sp, 0", "addi.d $sp, $sp, 16", a = in(reg) a);
    sum
}

pub unsafe fn floats(p: *mut u64) {
    // verdict: holds
    asm!("addi.d $sp, $sp, -32", "vst $vr31, $sp, 0", "fst.s $fs7, $sp, 16", "movgr2fr.d $fs7, $zero", "fld.s $fs7, $sp, 16", "vld $vr31, $sp, 0", "addi.d $sp, $sp, 32");
    // verdict: holds
    asm!("addi.d $sp, $sp, -16", "fst.d $fs7, $sp, 8", "fmov.d $fs7, $fs6", "fld.d $fs7, $sp, 8", "addi.d $sp, $sp, 16");
    // verdict: broken(register-not-declared)
    asm!("addi.d $sp, $sp, -16", "fst.d $fs7, $sp, 8", "fld.d $fs6, $sp, 8", "addi.d $sp, $sp, 16");
}

pub unsafe fn translation(a: u64, b: u64) -> u64 {
    let mut r: u64;
    // verdict: holds
    asm!("x86add.w {a}, {b}", "x86mfflag {r}, 0x3f", a = in(reg) a, b = in(reg) b, r = out(reg) r, options(nomem, nostack));
    // verdict: unknown
    asm!("x86add.w {a}, $t0", "x86mfflag {r}, 0x3f", a = in(reg) a, r = out(reg) r, options(nomem, nostack));
    // verdict: broken(register-not-declared)
    asm!("x86mftop $t0", options(nomem, nostack));
    // verdict: unknown
    asm!("armmove {r}, {a}, 3", a = in(reg) a, r = lateout(reg) r, options(nomem, nostack));
    // verdict: unknown
    asm!("x86settm");
    // verdict: holds
    asm!("hvcl 0x100", inout("$a0") a => r, in("$a1") b);
    // verdict: broken(system-call-under-nomem)
    asm!("hvcl 0x100", inout("$a0") a => r, in("$a1") b, options(nomem));
    r
}
