//@ target: i686-unknown-linux-gnu
//! Forms of every rule that are easily got wrong.
use core::arch::{asm, naked_asm};
extern "C" fn cfun(a: u32) -> u32 { a }
static S: u32 = 5;
pub unsafe fn f(a: u32, b: u32, n: u16, c: u8, q: u64, p: *mut u32) {
    let mut r: u32; let mut s: u32; let mut h: u16;
    // verdict: broken(system-call-clobbers)
    asm!("int 0x80", in("eax") 4u32, in("ecx") p, in("edx") 4u32);
    // verdict: holds
    asm!("int 0x80", inlateout("eax") 4u32 => r, in("ecx") p, in("edx") 4u32, options(nostack));
    // verdict: broken(register-not-declared)
    asm!("mov esi, 1");
    // verdict: holds
    asm!("push esi", "mov esi, 1", "pop esi");
    // verdict: broken(register-not-declared)
    asm!("mov ebx, 1");
    // verdict: holds
    asm!("xchg ebx, {x}", "int 0x80", "xchg ebx, {x}", x = inout(reg) a => _, inlateout("eax") 4u32 => r, in("ecx") p, in("edx") 4u32);
    // verdict: broken(register-not-declared)
    asm!("mov ebx, {x}", "int 0x80", x = in(reg) a, inlateout("eax") 4u32 => r, in("ecx") p, in("edx") 4u32);
    // verdict: broken(register-not-declared)
    asm!("mul {x}", x = in(reg) a, inout("eax") b => r);
    // verdict: broken(narrow-value-read-wide)
    asm!("add {r}, {x:e}", x = in(reg) n, r = inout(reg) a => r);
    // verdict: broken(control-state-changed, register-not-declared)
    asm!("fldz");
    // verdict: holds
    asm!("fldz", "fstp st(0)", out("st(0)") _, out("st(1)") _, out("st(2)") _, out("st(3)") _, out("st(4)") _, out("st(5)") _, out("st(6)") _, out("st(7)") _);
    // verdict: broken(control-state-changed, register-not-declared)
    asm!("fldz", "fstp st(0)");
    // verdict: holds
    asm!("fnop");
    // verdict: broken(flags-not-preserved)
    asm!("fnclex", options(preserves_flags));
    // verdict: broken(stack-pointer-changed)
    asm!("push {x}", x = in(reg) a);
    // verdict: broken(stack-misaligned)
    asm!("push {x}", "call {f}", "add esp, 4", x = in(reg) a, f = sym cfun, clobber_abi("C"));
    // verdict: broken(callers-frame-accessed, leaves-site)
    asm!("call 2f", "2: pop ebx", "push ebx", "ret");
    // verdict: broken(operand-in-named-register)
    asm!("push ebp", "mov ebp, {x}", "mov {r}, {y}", "pop ebp", x = in(reg) a, y = in(reg) b, r = out(reg) r);
    // verdict: broken(register-not-declared)
    asm!("rdtsc", out("eax") r);
    // verdict: broken(register-not-declared, undeclared-register-read)
    asm!("cmpxchg8b [{p}]", p = in(reg) p, inout("eax") a => r, in("ecx") b);
    // verdict: broken(register-not-declared)
    asm!("pusha", "mov eax, 1", "popa", "inc ebx");
    // verdict: holds
    asm!("pusha", "mov eax, 1", "popa");
    // verdict: broken(input-modified)
    asm!("rep stosd", in("edi") p, in("ecx") a, in("eax") b);
    // verdict: broken(register-not-declared)
    asm!("loop 2f", "2:");
    // verdict: broken(output-not-written)
    asm!("mov {r:x}, 1", r = out(reg) r);
    // verdict: holds
    asm!("mov {r:x}, 1", r = out(reg) h);
    // verdict: broken(input-modified)
    asm!("aad", in("al") c);
    let _ = (r, s, h);
}
#[unsafe(naked)]
extern "C" fn n1() {
    // verdict: broken(callee-saved-changed)
    naked_asm!("mov ebx, 1", "ret")
}
#[unsafe(naked)]
extern "stdcall" fn n2(a: u32) {
    // verdict: broken(unbalanced-return)
    naked_asm!("ret")
}
#[unsafe(naked)]
extern "stdcall" fn n3(a: u32) {
    // verdict: holds
    naked_asm!("ret 4")
}
#[unsafe(naked)]
extern "C" fn n4(a: u32) {
    // verdict: broken(unbalanced-return)
    naked_asm!("ret 4")
}
#[unsafe(naked)]
extern "C" fn n5(a: u32) {
    // verdict: broken(callee-saved-changed)
    naked_asm!("mov esi, [esp + 4]", "ret")
}

/// The disassembler prints lanes of 64 bits as if they were of 32.
pub unsafe fn masked(dst: &mut core::arch::x86::__m512i, k: u8, p: *const i64) {
    // verdict: unknown(LLVM may misread)
    asm!("vmovdqu64 {d}{{{k}}}, zmmword ptr [{p}]", p = in(reg) p, k = in(kreg) k, d = inout(zmm_reg) *dst, options(readonly, nostack));
    // verdict: holds
    asm!("vmovdqu32 {d}{{{k}}}, zmmword ptr [{p}]", p = in(reg) p, k = in(kreg) k as u16, d = inout(zmm_reg) *dst, options(readonly, nostack));
}

/// Code segments are reloaded by a jump to the next line.
pub unsafe fn reload() {
    // verdict: holds
    asm!("ljmp $0x8, $2f", "2:", options(att_syntax, nostack, preserves_flags));
    // verdict: broken(falls-through-noreturn)
    asm!("ljmp $0x8, $2f", "2:", options(att_syntax, nostack, noreturn));
}

/// What a call into another code segment reaches may be a gate.
pub unsafe fn through(p: *const u8) {
    // verdict: holds
    asm!("lcall *({0})", in(reg) p, options(att_syntax));
    // verdict: broken(stack-under-nostack)
    asm!("lcall *({0})", in(reg) p, options(att_syntax, nostack));
    // verdict: broken(memory-under-nomem, system-call-under-nomem)
    asm!("lcall *({0})", in(reg) p, options(att_syntax, nomem));
    // verdict: holds
    asm!("lcall $0x33, $0x1000", options(att_syntax));
    // verdict: broken(stack-under-nostack)
    asm!("lcall $0x33, $0x1000", options(att_syntax, nostack));
}
/// A prefix for 16 bits cuts off where a branch goes.
pub unsafe fn narrow(n: u32) {
    // verdict: unknown
    asm!(".byte 0x66, 0xe2, 0x00", inout("ecx") n => _, options(nomem, nostack));
    // verdict: holds
    asm!(".byte 0xe2, 0x00", inout("ecx") n => _, options(nomem, nostack));
}
