//@ target: aarch64-unknown-linux-gnu
//! Parts of registers, saving, write-back, bit fields.
use core::arch::asm;

pub unsafe fn parts(a: u64, b: u64, n: u32, d: f64, f: f32, p: *mut u64, q: *mut u64) {
    let mut r: u64;
    let mut s: u64;
    let mut w: u32;
    // verdict: broken(register-not-declared)
    asm!("mov w9, w9");
    // verdict: holds
    asm!("mov x9, x9");
    // verdict: broken(input-modified)
    asm!("mov {x:w}, {x:w}", x = in(reg) a);
    // verdict: broken(input-modified)
    asm!("uxtb {x:w}, {x:w}", x = in(reg) a);
    // verdict: holds
    asm!("ror {x}, {x}, #5", "ror {x}, {x}, #59", x = in(reg) a);
    // verdict: holds
    asm!("rev {x}, {x}", "rev {x}, {x}", "rbit {x}, {x}", "rbit {x}, {x}", x = in(reg) a);
    // verdict: holds
    asm!("rev16 {x}, {x}", "rev32 {x}, {x}", "rev16 {x}, {x}", "rev32 {x}, {x}", x = in(reg) a);
    // verdict: broken(input-modified)
    asm!("bfi {x}, {y}, #4, #8", x = in(reg) a, y = in(reg) b);
    // verdict: holds
    asm!("bfi {x}, {y}, #4, #8", x = inout(reg) a => r, y = in(reg) b);
    // verdict: broken(output-not-written)
    asm!("bfi {r}, {y}, #4, #8", "lsr {r}, {r}, #2", r = out(reg) r, y = in(reg) b);
    // verdict: broken(output-not-written)
    asm!("bfi {r}, {y}, #4, #8", r = out(reg) r, y = in(reg) b);
    // verdict: holds
    asm!("ubfiz {r}, {y}, #4, #8", r = out(reg) r, y = in(reg) b, options(pure, nomem, nostack, preserves_flags));
    // verdict: holds
    asm!("ubfx {r:w}, {y:w}, #4, #8", r = out(reg) r, y = in(reg) n);
    // verdict: broken(narrow-value-read-wide)
    asm!("ubfx {r}, {y}, #28, #8", r = out(reg) r, y = in(reg) n);
    // verdict: holds
    asm!("ubfx {r}, {y}, #24, #8", r = out(reg) r, y = in(reg) n);
    // verdict: broken(narrow-value-read-wide)
    asm!("sxtw {r}, {y:w}", "add {r}, {r}, {y}", r = out(reg) r, y = in(reg) n);
    // verdict: holds
    asm!("sxtw {r}, {y:w}", "add {r}, {r}, {y:w}, uxtw #2", r = out(reg) r, y = in(reg) n);
    // verdict: holds
    asm!("extr {r}, {x}, {y}, #7", r = lateout(reg) r, x = in(reg) a, y = in(reg) b);
    // verdict: broken(output-not-written)
    asm!("movk {r}, #5, lsl #16", r = out(reg) r);
    // verdict: holds
    asm!("movz {r}, #1", "movk {r}, #5, lsl #16", r = out(reg) r);
    // verdict: holds
    asm!("mov {t}, x19", "mov x19, #5", "mov x19, {t}", t = out(reg) _);
    // verdict: broken(register-not-declared)
    asm!("mov {t:w}, w19", "mov x19, #5", "mov x19, {t}", t = out(reg) _);
    // verdict: holds
    asm!("fmov {t:d}, x19", "mov x19, #5", "fmov x19, {t:d}", t = out(vreg) _);
    // verdict: broken(register-not-declared)
    asm!("str x19, [sp, #-16]!", "mov x19, #5", "ldr w19, [sp], #16");
    // verdict: holds
    asm!("str x19, [x0]", "mov x19, #5", "ldr x19, [x0]", in("x0") p);
    // verdict: broken(register-not-declared)
    asm!("str x19, [x0]", "mov x19, #5", "str x2, [x1]", "ldr x19, [x0]", in("x0") p, in("x1") q, in("x2") a);
    // verdict: broken(input-modified)
    asm!("ldp {r}, {s}, [{p}], #16", p = in(reg) p, r = out(reg) r, s = out(reg) s);
    // verdict: holds
    asm!("ldp {r}, {s}, [{p}, #16]!", p = inout(reg) p => _, r = out(reg) r, s = out(reg) s);
    // verdict: holds
    asm!("ldr {r}, [{p}, #16]!", "sub {p}, {p}, #16", p = in(reg) p, r = out(reg) r);
    // verdict: broken(input-modified)
    asm!("st1 {{v0.8b}}, [{p}], #8", p = in(reg) p, in("v0") d);
    // verdict: holds
    asm!("ldr {r}, [{p}, {i}, lsl #3]", p = in(reg) p, i = in(reg) a, r = lateout(reg) r, options(pure, readonly, nostack, preserves_flags));
    // verdict: broken(stack-pointer-changed)
    asm!("stp x29, x30, [sp, #-16]!", "ldp x29, x30, [sp]");
    // verdict: holds
    asm!("mov {t}, sp", "sub sp, sp, #64", "str {x}, [sp, #8]", "mov sp, {t}", t = out(reg) _, x = in(reg) a);
    // verdict: broken(stack-under-nostack)
    asm!("stur {x}, [sp, #-8]", x = in(reg) a, options(nostack));
    // verdict: broken(register-not-declared)
    asm!("fmov s8, w0", in("x0") a);
    // verdict: broken(register-not-declared)
    asm!("mov v9.d[1], {x}", x = in(reg) a);
    // verdict: holds
    asm!("fmov d9, {x}", x = in(reg) a, out("v9") _);
    // verdict: broken(input-modified)
    asm!("mov {v:v}.d[1], {x}", "mov {v:v}.d[0], {x}", v = in(vreg) d, x = in(reg) a);
    // verdict: broken(narrow-value-read-wide)
    asm!("fmov {r}, {f:d}", f = in(vreg) f, r = out(reg) r);
    // verdict: holds
    asm!("fmov {r:w}, {f:s}", f = in(vreg) f, r = out(reg) r, options(pure, nomem, nostack, preserves_flags));
    // verdict: holds
    asm!("fadd {x:d}, {x:d}, {y:d}", x = inout(vreg) d => _, y = in(vreg) d, options(nomem, nostack));
    // verdict: holds
    asm!("udiv {t}, {x}, {y}", "msub {r}, {t}, {y}, {x}", x = in(reg) a, y = in(reg) b, t = out(reg) _, r = lateout(reg) r, options(pure, nomem, nostack, preserves_flags));
    // verdict: broken(late-output-written-early)
    asm!("udiv {t}, {x}, {y}", "msub {r}, {t}, {y}, {x}", x = in(reg) a, y = in(reg) b, t = lateout(reg) _, r = lateout(reg) r, options(pure, nomem, nostack, preserves_flags));
    // verdict: holds
    asm!("umulh {s}, {x}, {y}", "mul {r}, {x}, {y}", x = in(reg) a, y = in(reg) b, s = out(reg) s, r = lateout(reg) r);
    // verdict: broken(late-output-written-early)
    asm!("umulh {s}, {x}, {y}", "mul {r}, {x}, {y}", x = in(reg) a, y = in(reg) b, s = lateout(reg) s, r = lateout(reg) r);
    // verdict: holds
    asm!("cls {r:w}, {n:w}", n = in(reg) n, r = lateout(reg) w);
    let _ = (r, s, w);
}
