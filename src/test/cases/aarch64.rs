//@ target: aarch64-unknown-linux-gnu
use core::arch::{asm, naked_asm};

extern "C" fn callee() {}

pub unsafe fn frame(a: u64, b: u64, n: u32, p: *mut u64) {
    let mut r: u64;
    let mut s: u64;
    let mut w: u32;
    // verdict: broken(input-modified)
    asm!("add {x}, {x}, #1", x = in(reg) a);
    // verdict: broken(inputs-may-share)
    asm!("eor {x}, {x}, {y}", "eor {x}, {x}, {y}", x = in(reg) a, y = in(reg) b);
    // verdict: broken(input-modified)
    asm!("ldr {r}, [{p}], #8", p = in(reg) p, r = out(reg) r);
    // verdict: broken(input-modified)
    asm!("str {x}, [{p}, #16]!", p = in(reg) p, x = in(reg) a);
    // verdict: holds
    asm!("ldr {r}, [{p}, #8]", p = in(reg) p, r = out(reg) r);
    // verdict: broken(register-not-declared)
    asm!("mov x9, #1");
    // verdict: broken(register-not-declared)
    asm!("mov w19, #1");
    // verdict: holds
    asm!("stp x19, x20, [sp, #-16]!", "mov x19, #1", "mov x20, #2", "ldp x19, x20, [sp], #16");
    // verdict: broken(register-not-declared)
    asm!("stp x19, x20, [sp, #-16]!", "mov x19, #1", "mov x20, #2", "ldp x20, x19, [sp], #16");
    // verdict: broken(stack-pointer-changed)
    asm!("sub sp, sp, #16");
    // verdict: broken(stack-under-nostack)
    asm!("str {x}, [sp, #-16]!", "ldr {x}, [sp], #16", x = in(reg) a, options(nostack));
    // verdict: broken(flags-not-preserved)
    asm!("cmp {x}, #0", x = in(reg) a, options(nomem, nostack, preserves_flags));
    // verdict: holds
    asm!("mrs {t}, nzcv", "cmp {x}, #0", "msr nzcv, {t}", x = in(reg) a, t = out(reg) _, options(nomem, nostack, preserves_flags));
    // verdict: holds
    asm!("add {r}, {x}, {y}", x = in(reg) a, y = in(reg) b, r = lateout(reg) r, options(pure, nomem, nostack, preserves_flags));
    // verdict: broken(flags-not-preserved)
    asm!("adds {r}, {x}, {y}", x = in(reg) a, y = in(reg) b, r = lateout(reg) r, options(pure, nomem, nostack, preserves_flags));
    // verdict: broken(undefined-flag-read)
    asm!("cset {r}, eq", r = out(reg) r);
    // verdict: holds
    asm!("cmp {x}, {y}", "cset {r}, eq", x = in(reg) a, y = in(reg) b, r = out(reg) r);
    // verdict: broken(narrow-value-read-wide)
    asm!("mov {r}, {x}", x = in(reg) n, r = out(reg) r);
    // verdict: holds
    asm!("mov {r:w}, {x:w}", x = in(reg) n, r = out(reg) r);
    // verdict: broken(narrow-value-read-wide)
    asm!("ldr {r}, [{p}, {i}]", p = in(reg) p, i = in(reg) n, r = out(reg) r);
    // verdict: holds
    asm!("ldr {r}, [{p}, {i:w}, uxtw]", p = in(reg) p, i = in(reg) n, r = out(reg) r);
    // verdict: broken(late-output-written-early)
    asm!("mov {r}, #5", "add {r}, {r}, {x}", x = in(reg) a, r = lateout(reg) r);
    // verdict: broken(late-output-written-early)
    asm!("ldr {r}, [{p}]", "ldr {s}, [{p}, #8]", p = in(reg) p, r = lateout(reg) r, s = lateout(reg) s);
    // verdict: holds
    asm!("ldp {r}, {s}, [{p}]", p = in(reg) p, r = lateout(reg) r, s = lateout(reg) s);
    // verdict: holds
    asm!("2:", "ldxr {r}, [{p}]", "add {t}, {r}, {x}", "stxr {s:w}, {t}, [{p}]", "cbnz {s:w}, 2b",
        p = in(reg) p, x = in(reg) a, r = out(reg) r, t = out(reg) _, s = out(reg) _, options(nostack, preserves_flags));
    // verdict: broken(input-modified)
    asm!("2:", "ldaxr {r}, [{p}]", "add {x}, {r}, {x}", "stlxr {s:w}, {x}, [{p}]", "cbnz {s:w}, 2b",
        p = in(reg) p, x = in(reg) a, r = out(reg) r, s = out(reg) _, options(nostack, preserves_flags));
    // verdict: holds
    asm!("ldadd {x}, {r}, [{p}]", p = in(reg) p, x = in(reg) a, r = out(reg) r, options(nostack, preserves_flags));
    // verdict: broken(memory-under-nomem)
    asm!("ldar {r}, [{p}]", p = in(reg) p, r = out(reg) r, options(nomem, nostack));
    // verdict: broken(memory-written-under-readonly)
    asm!("stlr {x}, [{p}]", p = in(reg) p, x = in(reg) a, options(readonly, nostack));
    // verdict: broken(fence-under-nomem)
    asm!("dmb ish", options(nomem, nostack, preserves_flags));
    // verdict: holds
    asm!("isb", options(nomem, nostack, preserves_flags));
    // verdict: holds
    asm!("dsb sy", options(nostack, preserves_flags));
    // verdict: holds
    asm!("mrs {r}, tpidr_el0", r = out(reg) r, options(nomem, nostack, preserves_flags));
    // verdict: broken(not-pure)
    asm!("mrs {r}, cntvct_el0", r = out(reg) r, options(pure, nomem, nostack, preserves_flags));
    // verdict: broken(control-state-changed)
    asm!("msr fpcr, {x}", x = in(reg) a, options(nomem, nostack, preserves_flags));
    // verdict: holds
    asm!("mrs {t}, fpcr", "msr fpcr, {x}", "msr fpcr, {t}", x = in(reg) a, t = out(reg) _, options(nomem, nostack, preserves_flags));
    // verdict: holds
    asm!("svc #0", in("x8") 64u64, inlateout("x0") a => r, in("x1") p, in("x2") b, options(nostack));
    // verdict: broken(call-clobbers)
    asm!("bl {f}", f = sym callee);
    // verdict: holds
    asm!("bl {f}", f = sym callee, clobber_abi("C"));
    // verdict: broken(register-not-declared)
    asm!("bl 2f", "b 3f", "2: ret", "3:");
    // verdict: broken(register-not-declared)
    asm!("fmov d8, {x}", x = in(reg) a);
    // verdict: holds
    asm!("cbz {x}, {l}", x = in(reg) a, l = label { return; });
    // verdict: broken(leaves-site)
    asm!("br {x}", x = in(reg) a);
    // verdict: holds
    asm!("clz {r:w}, {x:w}", x = in(reg) n, r = lateout(reg) w, options(pure, nomem, nostack, preserves_flags));
    let _ = (r, s, w);
}

#[unsafe(naked)]
pub extern "C" fn naked_good(_: u64) -> u64 {
    // verdict: holds
    naked_asm!("stp x29, x30, [sp, #-32]!", "str x19, [sp, #16]", "mov x19, x0", "bl {f}", "mov x0, x19",
        "ldr x19, [sp, #16]", "ldp x29, x30, [sp], #32", "ret", f = sym callee)
}

#[unsafe(naked)]
pub extern "C" fn naked_bad(_: u64) -> u64 {
    // verdict: broken(callee-saved-changed)
    naked_asm!("mov x19, x0", "add x0, x19, #1", "ret")
}
