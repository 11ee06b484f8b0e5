//@ target: x86_64-unknown-linux-gnu
//! Partial registers, flags, the stack, and what is implicit.
use core::arch::{asm, naked_asm};
use core::arch::x86_64::*;
extern "C" fn cfun(a: u64) -> u64 { a }
extern "sysv64" fn sfun(a: u64) -> u64 { a }
extern "win64" fn wfun(a: u64) -> u64 { a }
fn rustfun() {}
extern "C" fn never() -> ! { loop {} }
const K: u32 = 40;

pub unsafe fn subregs(a: u64, b: u64, n: u32, h: u16, y: u8, p: *mut u64, q: *const u64) {
    let mut r: u64; let mut s: u64; let mut w: u32; let mut v: u16; let mut c: u8;
    // verdict: broken(input-modified)
    asm!("mov {x:l}, 1", x = in(reg) a);
    // verdict: broken(input-modified)
    asm!("mov {x:e}, {x:e}", x = in(reg) a);
    // verdict: broken(input-modified)
    asm!("mov {x:e}, {x:e}", x = in(reg) n);
    // verdict: broken(register-not-declared)
    asm!("mov ah, 1");
    // verdict: broken(output-not-written)
    asm!("mov bh, 1", out("bl") c);
    // verdict: broken(output-not-written)
    asm!("mov ah, 1", out("al") c);
    // verdict: broken(output-not-written)
    asm!("mov ah, 1", out("rax") r);
    // verdict: broken(output-not-written)
    asm!("mov {r:l}, 1", r = out(reg) r);
    // verdict: holds
    asm!("movzx {r:e}, {x}", r = out(reg) w, x = in(reg_byte) y);
    // verdict: holds
    asm!("movzx {r:e}, {x:x}", r = out(reg) w, x = in(reg_abcd) y as u16, options(pure, nomem));
    // verdict: broken(narrow-value-read-wide)
    asm!("imul {r}, {x:r}", r = inout(reg) a => r, x = in(reg) h);
    // verdict: holds
    asm!("shl {r}, cl", r = inout(reg) a => r, in("rcx") n);
    // verdict: holds
    asm!("shl {r}, cl", r = inout(reg) a => r, in("cl") y);
    // verdict: broken(flags-not-preserved)
    asm!("shl {r}, cl", r = inout(reg) a => r, in("cl") y, options(preserves_flags));
    // verdict: holds
    asm!("shl {r}, {k}", r = inout(reg) a => r, k = const 0, options(preserves_flags));
    // verdict: broken(flags-not-preserved)
    asm!("shl {r}, {k}", r = inout(reg) a => r, k = const K, options(preserves_flags));
    // verdict: holds
    asm!("shl {r:e}, {k}", r = inout(reg) n => w, k = const 32, options(preserves_flags));
    // verdict: holds
    asm!("xchg {x}, {y}", "xchg {x}, {y}", x = in(reg) a, y = in(reg) b);
    // verdict: broken(input-modified)
    asm!("xchg {x:e}, {y:e}", "xchg {x:e}, {y:e}", x = in(reg) a, y = in(reg) b);
    // verdict: broken(input-modified)
    asm!("xadd {x}, {y}", x = in(reg) a, y = inout(reg) b => s);
    // verdict: broken(input-modified)
    asm!("cmpxchg [{p}], {y}", p = in(reg) p, y = in(reg) b, in("rax") a);
    // verdict: holds
    asm!("cmpxchg [{p}], {y}", p = in(reg) p, y = in(reg) b, inout("rax") a => r);
    // verdict: holds
    asm!("mulx {h}, {l}, {x}", h = out(reg) r, l = out(reg) s, x = in(reg) a, in("rdx") b, options(preserves_flags));
    // verdict: holds
    asm!("mulx {h}, {h}, {x}", h = out(reg) r, x = in(reg) a, in("rdx") b, options(preserves_flags));
    // verdict: broken(late-output-written-early)
    asm!("mulx {h}, {l}, {x}", "add {h}, {x}", h = lateout(reg) r, l = lateout(reg) s, x = in(reg) a, in("rdx") b);
    // verdict: broken(late-output-written-early)
    asm!("mov {r}, [{p}]", "mov [{p} + 8], {r}", r = lateout(reg) r, p = in(reg) p);
    // verdict: holds
    asm!("mov {r}, [{p}]", r = lateout(reg) r, p = in(reg) p, options(readonly));
    // verdict: broken(late-output-written-early)
    asm!("xor {r:e}, {r:e}", "mov {r:l}, [{p}]", r = lateout(reg) r, p = in(reg) q);
    // verdict: broken(register-not-declared)
    asm!("bsf rcx, {x}", x = in(reg) a);
    // verdict: broken(output-not-written)
    asm!("bsf {r}, {x}", x = in(reg) a, r = out(reg) r);
    // verdict: holds
    asm!("bsf {r}, {x}", x = in(reg) a, r = inout(reg) 64u64 => r);
    // verdict: broken(undefined-flag-read)
    asm!("adc {r}, 0", r = inout(reg) a => r);
    // verdict: broken(output-not-written, undefined-result-used)
    asm!("and {r}, 1", "setc {c}", "seta {c}", "lahf", r = inout(reg) a => r, c = out(reg_byte) c, out("ax") v);
    // verdict: broken(undefined-flag-read)
    asm!("inc {r}", "adc {s}, {s}", r = inout(reg) a => r, s = inout(reg) 0u64 => s);
    // verdict: broken(undefined-result-used)
    asm!("and {r}, 1", "shl {r}, 3", "seto {c}", r = inout(reg) a => r, c = out(reg_byte) c);
    // verdict: holds
    asm!("cmp {x}, {y}", "lea {t}, [{x} + 8]", "cmovb {t}, {x}", x = in(reg) a, y = in(reg) b, t = out(reg) r);
    // verdict: broken(output-not-written)
    asm!("test {x}, {x}", "cmovz {t}, {x}", x = in(reg) a, t = out(reg) r);
    // verdict: broken(output-not-written)
    asm!("test {x}, {x}", "jz 2f", "mov {t}, 5", "2:", x = in(reg) a, t = lateout(reg) r);
    // verdict: holds
    asm!("mov {t}, 7", "test {x}, {x}", "jz 2f", "mov {t}, 5", "2:", x = in(reg) a, t = out(reg) r);
    // verdict: broken(late-output-written-early)
    asm!("mov {t}, 7", "test {x}, {x}", "jz 2f", "mov {t}, 5", "2:", x = in(reg) a, t = lateout(reg) r);
    // verdict: broken(undefined-result-used)
    asm!("shld {r:x}, {x:x}, 17", r = inout(reg) h => v, x = in(reg) h);
    // verdict: broken(callers-frame-accessed, register-not-declared)
    asm!("pop {r}", "push {r}", "mov r15d, 1", r = out(reg) r);
    // verdict: broken(callers-frame-accessed)
    asm!("pop {r}", "push {r}", r = out(reg) r);
    // verdict: broken(callers-frame-accessed)
    asm!("mov {r}, [rsp]", r = out(reg) r);
    // verdict: broken(callers-frame-accessed)
    asm!("push {x}", "mov {r}, [rsp + 8]", "add rsp, 8", x = in(reg) a, r = out(reg) r);
    // verdict: broken(undeclared-register-read)
    asm!("mov {r}, [rbp - 8]", r = out(reg) r);
    // verdict: broken(stack-under-nostack)
    asm!("mov [rsp - 8], {x}", x = in(reg) a, options(nostack));
    // verdict: holds
    asm!("mov [rsp - 8], {x}", "mov {r}, [rsp - 8]", x = in(reg) a, r = lateout(reg) r);
    // verdict: broken(undefined-result-used)
    asm!("mov [rsp - 8], {x}", "push {x}", "pop {r}", "mov {r}, [rsp - 256]", x = in(reg) a, r = out(reg) r);
    // verdict: broken(undefined-result-used)
    asm!("mov {r}, [rsp - 8]", r = out(reg) r);
    // verdict: broken(stack-under-nostack)
    asm!("sub rsp, 8", "mov qword ptr [rsp], 1", "add rsp, 8", options(nostack));
    // verdict: broken(flags-not-preserved)
    asm!("sub rsp, 8", "mov qword ptr [rsp], 1", "add rsp, 8", options(preserves_flags));
    // verdict: holds
    asm!("lea rsp, [rsp - 8]", "mov qword ptr [rsp], 1", "lea rsp, [rsp + 8]", options(preserves_flags));
    // verdict: broken(register-not-declared, stack-pointer-changed)
    asm!("leave");
    // verdict: broken(register-not-declared)
    asm!("enter 16, 0", "add rsp, 24");
    // verdict: holds
    asm!("enter 16, 0", "leave");
    // verdict: holds
    asm!("push {x}", "push {y}", "pop {x}", "pop {y}", x = inout(reg) a => r, y = inout(reg) b => s);
    // verdict: broken(input-modified)
    asm!("push {x}", "push {y}", "pop {x}", "pop {y}", x = in(reg) a, y = in(reg) b);
    // verdict: broken(undefined-flag-read)
    asm!("pushf", "pop {r}", "and {r}, 1", r = out(reg) r);
    // verdict: holds
    asm!("pushfq", "cmp {x}, 0", "popfq", x = in(reg) a, options(preserves_flags));
    // verdict: broken(flags-not-preserved)
    asm!("lahf", "cmp {x}, 0", "sahf", x = in(reg) a, out("ax") _, options(preserves_flags));
    // verdict: holds
    asm!("lahf", "seto al", "inc {x}", "add al, 0x7f", "sahf", x = inout(reg) a => _, out("ax") _, options(preserves_flags));
    let _ = (r, s, w, v, c);
}
