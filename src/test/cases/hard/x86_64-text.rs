//@ target: x86_64-unknown-linux-gnu
//! Directives, macros, syntaxes and labels.
use core::arch::{asm, naked_asm, global_asm};
pub unsafe fn text(a: u64, b: u64, n: u64, p: *mut u64) {
    let mut r: u64; let mut s: u64;
    // verdict: broken(input-modified)
    asm!("movq $5, {x}", x = in(reg) a, options(att_syntax));
    // verdict: broken(register-not-declared)
    asm!(".if 1", "mov r12, 1", ".else", "nop", ".endif");
    // verdict: holds
    asm!(".if 0", "mov r12, 1", ".else", "nop", ".endif");
    // verdict: broken(register-not-declared)
    asm!(".rept 3", "inc r12", ".endr");
    // verdict: holds
    asm!(".rept 3", "inc {x}", ".endr", x = inout(reg) a => _);
    // verdict: broken(register-not-declared)
    asm!(".irp reg, r12, r13", "xor \\reg, \\reg", ".endr");
    // verdict: broken(named-label, register-not-declared)
    asm!("foo: inc r12");
    // verdict: broken(syntax-not-restored)
    asm!(".att_syntax", "movq $1, {x}", x = in(reg) a);
    // verdict: broken(register-not-declared)
    asm!(".byte 0x49, 0xff, 0xc4");
    // verdict: broken(register-not-declared)
    asm!(".byte 0x49", ".byte 0xff, 0xc4");
    // verdict: unknown
    asm!(".byte 0xf0");
    // verdict: broken(hanging-prefix)
    asm!("rep");
    // verdict: broken(hanging-prefix)
    asm!("nop", "lock");
    // verdict: broken(section-not-restored)
    asm!(".pushsection .foo", ".long 1");
    // verdict: holds
    asm!(".pushsection .foo, \"a\"", ".long 1", ".popsection");
    // verdict: broken(section-not-restored)
    asm!(".section .foo", ".long 1");
    // verdict: broken(section-not-restored)
    asm!(".data", ".text");
    // verdict: broken(register-not-declared)
    asm!(".pushsection .text.foo, \"ax\"", "2: inc r12", "jmp 3f", ".popsection", "jmp 2b", "3:");
    // verdict: broken(register-not-declared)
    asm!("/* comment */ inc r12 // {{x}}");
    // verdict: broken(register-not-declared)
    asm!("nop; inc r12");
    // verdict: holds
    asm!("nop # ; inc r12");
    // verdict: holds
    asm!("nop // inc r12");
    // verdict: broken(register-not-declared)
    asm!("vmovaps zmm1{{k1}}, zmm2");
    // verdict: broken(register-not-declared)
    asm!("vaddps {{rn-sae}}, %zmm1, %zmm2, %zmm3", options(att_syntax));
    // verdict: broken(undefined-label)
    asm!("jmp 2f");
    // verdict: broken(undefined-label)
    asm!("2:", "jmp 2f");
    // verdict: broken(leaves-site)
    asm!("2: jmp elsewhere");
    // verdict: broken(register-not-declared)
    asm!("mov {x}, {x}", "r_{y} = 1", "mov r13, {y}", x = in(reg) a, y = const 5);
    // verdict: broken(flags-not-preserved)
    asm!("add {x}, {k}", x = inout(reg) a => _, k = const 0, options(preserves_flags));
    // verdict: holds
    asm!("lea {x}, [{x} + {k}*8]", x = inout(reg) a => _, k = const 2, options(preserves_flags));
    // verdict: broken(section-not-restored)
    asm!(".subsection 1", "nop");
    // verdict: broken(syntax-not-restored)
    asm!(".code32", "nop");
    // verdict: holds
    asm!(".code32", ".code64");
    // verdict: broken(syntax-not-restored)
    asm!(".altmacro");
    // verdict: broken(jump-to-foreign-label)
    asm!(".set foo, 1", "mov {r}, foo", r = out(reg) r);
    // verdict: broken(named-label)
    asm!(".globl bar", "bar:", "nop");
    // verdict: broken(named-label, register-not-declared)
    asm!(".macro foo x", "inc \\x", ".endm", "foo r12");
    // verdict: broken(unwind-info-not-restored)
    asm!(".cfi_adjust_cfa_offset 8");
    // verdict: holds
    asm!("push {x}", ".cfi_adjust_cfa_offset 8", "pop {x}", ".cfi_adjust_cfa_offset -8", x = inout(reg) a => _);
    // verdict: broken(input-modified)
    asm!("2:", "dec {x}", "jnz 2b", x = in(reg) a);
    // verdict: holds
    asm!("jmp 2f", "inc r12", "2:");
    // verdict: broken(register-not-declared)
    asm!("jmp 2f+1", "2: .byte 0x48", "inc r12");
    // verdict: broken(register-not-declared)
    asm!("xbegin 2f", "inc r12", "xend", "2:");
    // verdict: broken(register-not-declared)
    asm!("xbegin 2f", "xend", "2:");
    // verdict: unknown
    asm!("jmp 0b");
    // verdict: broken(flags-not-preserved, input-modified)
    asm!("inc {}", in(reg) a, options(preserves_flags));
    // verdict: broken(late-output-written-early)
    asm!("mov {0}, 1", "add {1}, {0}", "mov {0}, {2}", lateout(reg) r, inout(reg) a => s, in(reg) b);
    // verdict: holds
    asm!("mov {0}, {1}", "add {0}, {1}", lateout(reg) r, inout(reg) a => s);
    let _ = (r, s);
}
// verdict: holds
global_asm!("foo2: inc r12", "ret");
