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

pub unsafe fn branches(a: u64, b: u64, p: *mut u64) -> u64 {
    let mut r: u64 = a;
    // verdict: holds
    asm!("basr {t}, 0", "agr {r}, {b}", "bctgr {c}, {t}", r = inout(reg) r, b = in(reg) b, c = inout(reg) 3u64 => _, t = out(reg_addr) _, options(pure, nomem, nostack));
    // verdict: broken(register-not-declared)
    asm!("bctr %r5, 0", options(nomem, nostack, preserves_flags));
    // verdict: holds
    asm!("cgrj {a}, {b}, 2, 2f", "lghi {r}, 1", "2:", a = in(reg) a, b = in(reg) b, r = inout(reg) r, options(nomem, nostack, preserves_flags));
    // verdict: broken(output-not-written)
    asm!("cgije {a}, 2, 2f", "lghi {r}, 1", "2:", a = in(reg) a, r = out(reg) r, options(nomem, nostack, preserves_flags));
    // verdict: broken(undeclared-register-read)
    asm!("brxh {a}, %r4, 2f", "lghi %r6, 0", "2:", a = inout(reg) a => _, in("r4") b, out("r6") _);
    // verdict: holds
    asm!("brxh {a}, %r4, 2f", "lghi %r6, 0", "2:", a = inout(reg) a => _, in("r4") b, in("r5") b, out("r6") _, options(preserves_flags));
    // verdict: holds
    asm!("basr %r14, {p}", p = in(reg_addr) p, clobber_abi("C"));
    // verdict: broken(call-clobbers)
    asm!("bas %r14, 0({p})", p = in(reg_addr) p, out("r14") _);
    // verdict: broken(undefined-flag-read, leaves-site)
    asm!("ber {p}", p = in(reg_addr) p);
    // verdict: unknown
    asm!("ex {a}, 0({p})", a = in(reg_addr) a, p = in(reg_addr) p);
    r
}

pub unsafe fn assists(a: u64, n: u64, p: *mut u64) {
    // verdict: broken(input-modified)
    asm!("kmac %r0, %r2", in("r2") a, in("r3") n, in("r0") 1u64, in("r1") p);
    // verdict: holds
    asm!("lghi %r0, 0", "kmac %r0, %r2", in("r2") a, in("r3") n, out("r0") _, in("r1") p);
    // verdict: holds
    asm!("km %r2, %r4", inout("r2") a => _, inout("r4") a => _, inout("r5") n => _, in("r0") 1u64, in("r1") p);
    // verdict: broken(register-not-declared)
    asm!("lghi %r0, 1", "km %r2, %r4", inout("r2") a => _, inout("r4") a => _, out("r0") _, in("r1") p);
    // verdict: broken(flags-not-preserved)
    asm!("kimd %r0, %r4", inout("r4") a => _, inout("r5") n => _, in("r0") 1u64, in("r1") p, options(preserves_flags));
}

pub unsafe fn system(p: *mut u64, a: u64) -> u64 {
    let mut r: u64 = a;
    // verdict: holds
    asm!("lctlg %c0, %c1, 0({p})", p = in(reg_addr) p);
    // verdict: broken(memory-written-under-readonly)
    asm!("stctg %c0, %c1, 0({p})", p = in(reg_addr) p, options(readonly));
    // verdict: broken(not-pure)
    asm!("spka 0({p})", "lghi {r}, 1", p = in(reg_addr) p, r = lateout(reg) r, options(pure, nomem, nostack));
    // verdict: broken(output-not-written)
    asm!("tbegin 0, 0xff00", "jnz 2f", "lghi {r}, 7", "tend", "2:", r = out(reg) r);
    // verdict: holds
    asm!("tbegin 0, 0xff00", "jnz 2f", "lghi {r}, 7", "tend", "2:", r = inout(reg) r);
    // verdict: broken(register-not-declared)
    asm!("lmd %r2, %r4, 0({p}), 8({p})", p = in(reg_addr) p, out("r2") r, out("r3") _);
    // verdict: broken(register-not-declared)
    asm!("lam %a4, %a5, 0({p})", p = in(reg_addr) p, out("a4") _);
    // verdict: holds
    asm!("lpswe 0({p})", p = in(reg_addr) p, options(noreturn));
}

extern "C" {
    fn callee(a: u64) -> u64;
}

pub unsafe fn calls(a: u64) -> u64 {
    let r: u64;
    // verdict: holds
    asm!("brasl %r14, {f}", f = sym callee, inout("r2") a => r, clobber_abi("C"));
    r
}

#[unsafe(naked)]
pub extern "C" fn early(a: u64) -> u64 {
    // verdict: holds
    core::arch::naked_asm!("ltgr %r2, %r2", "ber %r14", "lghi %r2, 1", "br %r14")
}

#[unsafe(naked)]
pub extern "C" fn careless(a: u64) -> u64 {
    // verdict: broken(callee-saved-changed)
    core::arch::naked_asm!("lghi %r7, 0", "ltgr %r2, %r2", "ber %r14", "lghi %r2, 1", "br %r14")
}
