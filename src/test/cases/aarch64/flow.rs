//@ target: aarch64-unknown-linux-gnu
//! Flags, loops, atomics, calls, system instructions.
use core::arch::asm;

extern "C" fn callee() {}
static WORD: u64 = 7;

pub unsafe fn flags(a: u64, b: u64, n: u32) {
    let mut r: u64;
    // verdict: holds
    asm!("cmp {x}, #3", "ccmp {y}, #5, #0, eq", "cset {r}, eq", x = in(reg) a, y = in(reg) b, r = out(reg) r);
    // verdict: broken(undefined-flag-read)
    asm!("ccmp {y}, #5, #0, eq", "cset {r}, eq", y = in(reg) b, r = out(reg) r);
    // verdict: holds
    asm!("adds {x}, {x}, {y}", "adc {r}, {x}, xzr", x = inout(reg) a => _, y = in(reg) b, r = lateout(reg) r);
    // verdict: broken(undefined-flag-read)
    asm!("adc {r}, {x}, {y}", x = in(reg) a, y = in(reg) b, r = lateout(reg) r);
    // verdict: broken(undefined-flag-read)
    asm!("add {x}, {x}, {y}", "adcs {r}, {x}, xzr", x = inout(reg) a => _, y = in(reg) b, r = lateout(reg) r);
    // verdict: broken(flags-not-preserved)
    asm!("ands xzr, {x}, {y}", x = in(reg) a, y = in(reg) b, options(nomem, nostack, preserves_flags));
    // verdict: holds
    asm!("and {r}, {x}, {y}", "tst {r}, {r}", x = in(reg) a, y = in(reg) b, r = lateout(reg) r, options(pure, nomem, nostack));
    // verdict: broken(flags-not-preserved)
    asm!("fcmp {x:d}, {y:d}", x = in(vreg) 1.0f64, y = in(vreg) 2.0f64, options(nomem, nostack, preserves_flags));
    // verdict: holds
    asm!("cmp {x}, {y}", "csel {r}, {x}, {y}, hi", "csinc {r}, {r}, {y}, ls", x = in(reg) a, y = in(reg) b, r = out(reg) r);
    // verdict: broken(undefined-flag-read)
    asm!("csel {r}, {x}, {y}, hi", x = in(reg) a, y = in(reg) b, r = out(reg) r);
    // verdict: holds
    asm!("csel {r}, {x}, {x}, hi", x = in(reg) a, r = out(reg) r);
    // verdict: broken(flags-not-preserved)
    asm!("mrs {t}, nzcv", "eor {t}, {t}, #(1 << 29)", "msr nzcv, {t}", t = out(reg) _, options(nomem, nostack, preserves_flags));
    // verdict: holds
    asm!("tbz {x:w}, #31, 2f", "nop", "2:", x = in(reg) n, options(nomem, nostack, preserves_flags));
    // verdict: broken(narrow-value-read-wide)
    asm!("tbz {x}, #32, 2f", "brk #1", "2:", x = in(reg) n, options(nomem, nostack, preserves_flags));
    // verdict: broken(narrow-value-read-wide)
    asm!("cbz {x}, 2f", "brk #1", "2:", x = in(reg) n, options(nomem, nostack, preserves_flags));
    // verdict: broken(control-state-changed)
    asm!("msr fpcr, xzr", options(nomem, nostack));
    // verdict: broken(flags-not-preserved)
    asm!("msr fpsr, xzr", options(nomem, nostack, preserves_flags));
    // verdict: holds
    asm!("msr fpsr, xzr", options(nomem, nostack));
    let _ = r;
}

pub unsafe fn loops(a: u64, b: u64, n: u64, p: *mut u64) {
    let mut r: u64;
    // verdict: holds
    asm!("mov {r}, #0", "cbz {n}, 3f", "2: ldr {t}, [{p}], #8", "add {r}, {r}, {t}", "subs {n}, {n}, #1", "b.ne 2b", "3:", p = inout(reg) p => _, n = inout(reg) n => _, t = out(reg) _, r = out(reg) r, options(pure, readonly, nostack));
    // verdict: broken(flags-not-preserved)
    asm!("mov {r}, #0", "cbz {n}, 3f", "2: ldr {t}, [{p}], #8", "add {r}, {r}, {t}", "subs {n}, {n}, #1", "b.ne 2b", "3:", p = inout(reg) p => _, n = inout(reg) n => _, t = out(reg) _, r = out(reg) r, options(pure, readonly, nostack, preserves_flags));
    // verdict: broken(output-not-written)
    asm!("cbz {n}, 3f", "2: ldr {r}, [{p}], #8", "subs {n}, {n}, #1", "b.ne 2b", "3:", p = inout(reg) p => _, n = inout(reg) n => _, r = out(reg) r, options(readonly, nostack));
    // verdict: holds
    asm!("2: ldaxr {r:w}, [{p}]", "cmp {r:w}, {x:w}", "b.ne 3f", "stlxr {s:w}, {y:w}, [{p}]", "cbnz {s:w}, 2b", "b 4f", "3: clrex", "4:", p = in(reg) p, x = in(reg) a, y = in(reg) b, r = out(reg) r, s = out(reg) _, options(nostack));
    // verdict: holds
    asm!("2: ldxp {r}, {t}, [{p}]", "stxp {s:w}, {r}, {t}, [{p}]", "cbnz {s:w}, 2b", p = in(reg) p, r = out(reg) r, t = out(reg) _, s = out(reg) _, options(nostack, preserves_flags));
    // verdict: broken(memory-written-under-readonly)
    asm!("2: ldxp {r}, {t}, [{p}]", "stxp {s:w}, {r}, {t}, [{p}]", "cbnz {s:w}, 2b", p = in(reg) p, r = out(reg) r, t = out(reg) _, s = out(reg) _, options(readonly, nostack, preserves_flags));
    // verdict: broken(input-modified)
    asm!("casal {x}, {y}, [{p}]", p = in(reg) p, x = in(reg) a, y = in(reg) b, options(nostack));
    // verdict: holds
    asm!("casal {x}, {y}, [{p}]", p = in(reg) p, x = inout(reg) a => r, y = in(reg) b, options(nostack, preserves_flags));
    // verdict: holds
    asm!("caspal x0, x1, x2, x3, [{p}]", p = in(reg) p, inout("x0") a => r, inout("x1") b => _, in("x2") a, in("x3") b, options(nostack, preserves_flags));
    // verdict: broken(register-not-declared, undeclared-register-read)
    asm!("caspal x0, x1, x2, x3, [{p}]", p = in(reg) p, inout("x0") a => r, in("x2") a, in("x3") b, options(nostack));
    // verdict: holds
    asm!("swpal {x}, {r}, [{p}]", p = in(reg) p, x = in(reg) a, r = lateout(reg) r, options(nostack, preserves_flags));
    // verdict: holds
    asm!("stadd {x}, [{p}]", p = in(reg) p, x = in(reg) a, options(nostack, preserves_flags));
    // verdict: broken(register-not-declared)
    asm!("ldaddal {x}, x9, [{p}]", p = in(reg) p, x = in(reg) a, options(nostack));
    // verdict: broken(memory-under-nomem)
    asm!("stlr {x}, [{p}]", p = in(reg) p, x = in(reg) a, options(nomem, nostack));
    // verdict: holds
    asm!("2: wfe", "ldaxr {t:w}, [{p}]", "cbnz {t:w}, 2b", p = in(reg) p, t = out(reg) _, options(nostack, preserves_flags));
    // verdict: holds
    asm!("dc zva, {p}", p = in(reg) p, options(nostack, preserves_flags));
    // verdict: broken(memory-under-nomem)
    asm!("dc zva, {p}", p = in(reg) p, options(nomem, nostack, preserves_flags));
    // verdict: holds
    asm!("prfm pldl1keep, [{p}]", p = in(reg) p, options(readonly, nostack, preserves_flags));
    let _ = r;
}

pub unsafe fn calls(a: u64, b: u64, p: *mut u64, f: extern "C" fn(u64)) {
    let mut r: u64;
    // verdict: broken(call-clobbers)
    asm!("blr {f}", f = in(reg) f, in("x0") a);
    // verdict: holds
    asm!("blr {f}", f = in(reg) f, in("x0") a, clobber_abi("C"));
    // verdict: broken(operand-in-named-register)
    asm!("mov x0, {x}", "blr {f}", f = in(reg) f, x = in(reg) a, clobber_abi("C"));
    // verdict: holds
    asm!("mov x0, {x}", "blr {f}", f = in(reg) f, x = in(reg) a, out("x0") _, clobber_abi("C"));
    // verdict: broken(operand-in-named-register)
    asm!("mov x0, {x}", "mov x1, {y}", "svc #0", x = in(reg) a, y = in(reg) b, in("x8") 64u64, lateout("x0") r, lateout("x1") _);
    // verdict: holds
    asm!("mov x0, {x}", "mov x1, {y}", "svc #0", x = in(reg) a, y = in(reg) b, in("x8") 64u64, out("x0") r, out("x1") _);
    // verdict: broken(operand-in-named-register)
    asm!("bl {f}", "str xzr, [{p}]", f = sym callee, p = in(reg) p, clobber_abi("C"));
    // verdict: holds
    asm!("adrp {r}, {w}", "add {r}, {r}, :lo12:{w}", w = sym WORD, r = out(reg) r, options(pure, nomem, nostack, preserves_flags));
    // verdict: holds
    asm!("adrp {r}, {w}", "ldr {r}, [{r}, :lo12:{w}]", w = sym WORD, r = out(reg) r, options(pure, readonly, nostack, preserves_flags));
    // verdict: broken(memory-under-nomem)
    asm!("adrp {r}, {w}", "ldr {r}, [{r}, :lo12:{w}]", w = sym WORD, r = out(reg) r, options(pure, nomem, nostack, preserves_flags));
    // verdict: holds
    asm!("adr {r}, 2f", "br {r}", "brk #1", "2:", r = out(reg) r);
    // verdict: holds
    asm!("ldr {r}, 2f", "b 3f", "2: .quad 5", "3:", r = out(reg) r);
    // verdict: holds
    asm!("ldr {r}, =0x123456789abcdef0", r = out(reg) r, options(nostack, preserves_flags));
    let _ = r;
}

pub unsafe fn system(a: u64, p: *mut u64) {
    let mut r: u64;
    // verdict: holds
    asm!("msr daifset, #2", options(nomem, nostack, preserves_flags));
    // verdict: holds
    asm!("mrs {t}, daif", "msr daifset, #3", "msr daif, {t}", t = out(reg) _, options(nomem, nostack, preserves_flags));
    // verdict: holds
    asm!("wfi", options(nomem, nostack, preserves_flags));
    // verdict: holds
    asm!("yield", "sev", "hint #34", options(nomem, nostack, preserves_flags));
    // verdict: holds
    asm!("msr ttbr0_el1, {x}", "isb", x = in(reg) a, options(nostack, preserves_flags));
    // verdict: holds
    asm!("tlbi vmalle1", "dsb ish", "isb", options(nostack, preserves_flags));
    // verdict: holds
    asm!("at s1e1r, {x}", "isb", "mrs {r}, par_el1", x = in(reg) a, r = out(reg) r, options(nomem, nostack, preserves_flags));
    // verdict: holds
    asm!("mrs {r}, midr_el1", r = out(reg) r, options(pure, nomem, nostack, preserves_flags));
    // verdict: holds
    asm!("mrs {r}, tpidr_el0", "str {r}, [{p}]", r = out(reg) r, p = in(reg) p, options(nostack, preserves_flags));
    // verdict: holds
    asm!("dc cvac, {p}", "ic ivau, {p}", "dsb ish", "isb", p = in(reg) p, options(nostack, preserves_flags));
    // verdict: holds
    asm!("smc #0", inout("x0") a => r, inout("x1") 0u64 => _, inout("x2") 0u64 => _, inout("x3") 0u64 => _, options(nostack));
    // verdict: broken(system-call-clobbers)
    asm!("hvc #0", in("x0") a, in("x1") 1u64, in("x2") b, in("x3") 1u64, options(nostack));
    // verdict: holds
    asm!("hvc #0", in("x0") a, options(nostack));
    // verdict: broken(falls-through-noreturn)
    asm!("wfi", options(noreturn));
    let _ = r;
}

pub unsafe fn enter(entry: u64, sp: u64) -> ! {
    // verdict: holds
    asm!("msr elr_el1, {e}", "msr spsr_el1, xzr", "msr sp_el0, {s}", "eret", e = in(reg) entry, s = in(reg) sp, options(noreturn));
}

pub unsafe fn jump(entry: u64, sp: u64) -> ! {
    // verdict: holds
    asm!("mov sp, {s}", "br {e}", e = in(reg) entry, s = in(reg) sp, options(noreturn));
}
