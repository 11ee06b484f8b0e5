//@ target: x86_64-unknown-linux-gnu
//! Ways to write the same: AT&T syntax, raw strings, several statements, constants, symbols, labels.
use core::arch::{asm, global_asm};

static WORD: u64 = 7;
static mut TABLE: [u64; 4] = [0; 4];
const SIZE: usize = 24;

extern "C" fn callee() {}

pub unsafe fn syntax(a: u64, b: u64, n: u32, p: *mut u64) -> u64 {
    let mut r: u64;
    // verdict: holds
    asm!("movq {x}, {r}", x = in(reg) a, r = out(reg) r, options(att_syntax));
    // verdict: broken(input-modified, output-not-written)
    asm!("mov {x}, {r}", x = in(reg) a, r = out(reg) r);
    // verdict: broken(input-modified)
    asm!("subq {y}, {x}", x = in(reg) a, y = in(reg) b, options(att_syntax));
    // verdict: holds
    asm!("cmpq {y}, {x}", "setb {r:l}", "movzbl {r:l}, {r:e}", x = in(reg) a, y = in(reg) b, r = out(reg) r, options(att_syntax));
    // verdict: broken(register-not-declared)
    asm!("movq $1, %rbx", options(att_syntax));
    // verdict: holds
    asm!("leaq 8({x},{y},4), {r}", x = in(reg) a, y = in(reg) b, r = lateout(reg) r, options(att_syntax, pure, nomem, nostack, preserves_flags));
    // verdict: broken(memory-under-nomem)
    asm!("movq 8({p}), {r}", p = in(reg) p, r = lateout(reg) r, options(att_syntax, nomem));
    // verdict: holds
    asm!(r#"
        push rbx        // keep it
        mov rbx, {x}
        lea rax, [rbx + rbx]
        pop rbx
    "#, x = in(reg) a, lateout("rax") r);
    // verdict: broken(operand-in-named-register)
    asm!(r#"
        push rbx        // `r` may be in it
        mov rbx, {x}
        lea {r}, [rbx + rbx]
        pop rbx
    "#, x = in(reg) a, r = lateout(reg) r);
    // verdict: broken(register-not-declared)
    asm!("push rbx; mov rbx, {x}; add rsp, 8", x = in(reg) a);
    // verdict: broken(stack-pointer-changed)
    asm!("sub rsp, 16", "add rsp, {n}", n = const SIZE);
    // verdict: holds
    asm!("sub rsp, {n}", "mov [rsp + {n} - 8], {x}", "add rsp, {n}", n = const SIZE, x = in(reg) a);
    // verdict: holds
    asm!("mov {r}, [rip + {w}]", w = sym WORD, r = out(reg) r, options(pure, readonly, nostack, preserves_flags));
    // verdict: broken(memory-written-under-readonly)
    asm!("mov [rip + {w} + 8], {x}", w = sym TABLE, x = in(reg) a, options(readonly, nostack));
    // verdict: holds
    asm!("mov {r}, qword ptr [rip + {w}@GOTPCREL]", w = sym WORD, r = out(reg) r, options(pure, readonly, nostack, preserves_flags));
    // verdict: holds
    asm!("lea {r}, [rip + {f}]", f = sym callee, r = out(reg) r, options(pure, nomem, nostack, preserves_flags));
    // verdict: holds
    asm!("mov {r:e}, {n:e}", "/* {n} and {{braces}} */", n = in(reg) n, r = out(reg) r);
    // verdict: holds
    asm!("mov {}, {}", "add {0}, {2}", out(reg) r, in(reg) a, in(reg) b);
    // verdict: broken(late-output-written-early)
    asm!("mov {0}, {1}", "add {0}, {2}", lateout(reg) r, in(reg) a, in(reg) b);
    // verdict: holds
    asm!(".byte 0x90", ".byte 0x48, 0x89, 0xc0");
    // verdict: broken(register-not-declared)
    asm!(".byte 0x48, 0xff, 0xc3");
    // verdict: holds
    asm!(".if {n} == 24", "nop", ".else", "inc rbx", ".endif", n = const SIZE);
    // verdict: broken(register-not-declared)
    asm!(".if {n} == 25", "nop", ".else", "inc rbx", ".endif", n = const SIZE);
    // verdict: holds
    asm!(".rept 3", "push rbx", ".endr", ".rept 3", "pop rbx", ".endr");
    // verdict: broken(stack-pointer-changed)
    asm!(".rept 3", "push rbx", ".endr", ".rept 2", "pop rbx", ".endr");
    // verdict: holds
    asm!("990: nop", ".pushsection .note.probe, \"a\"", ".quad 990b", ".popsection", options(nomem, nostack, preserves_flags));
    // verdict: holds
    asm!("jmp {l}", l = label { return 1; }, options(noreturn));
}

pub unsafe fn labels(a: u64, p: *const u64) -> u64 {
    // verdict: holds
    asm!("cmp {x}, 5", "je {l}", "ja {m}", x = in(reg) a, l = label { return 1; }, m = label { return 2; });
    // verdict: broken(input-modified)
    asm!("inc {x}", "jz {l}", "dec {x}", x = in(reg) a, l = label { return 1; });
    // verdict: broken(direction-flag-set)
    asm!("std", "test {x}, {x}", "jz {l}", "cld", x = in(reg) a, l = label { return 1; });
    // verdict: broken(falls-through-noreturn)
    asm!("test {x}, {x}", "jz {l}", x = in(reg) a, l = label { return 1; }, options(noreturn));
}

pub unsafe fn table(a: u64) -> u64 {
    // verdict: holds
    asm!("lea {t}, [rip + {l}]", "jmp {t}", t = out(reg) _, l = label { return 1; }, options(noreturn));
}

// verdict: holds
global_asm!(".globl answer", "answer: mov eax, 42", "ret");
