//@ target: x86_64-unknown-linux-gnu
//! Calls, jumps and naked functions.
use core::arch::{asm, naked_asm, global_asm};
extern "C" fn cfun(a: u64) -> u64 { a }
extern "sysv64" fn sfun(a: u64) -> u64 { a }
extern "win64" fn wfun(a: u64) -> u64 { a }
fn rustfun() {}
extern "C" fn never() -> ! { loop {} }
static S: u64 = 5;

pub unsafe fn calls(a: u64, b: u64, p: *mut u64, fp: extern "C" fn(u64)) {
    let mut r: u64; let mut s: u64;
    // verdict: broken(system-call-clobbers)
    asm!("tdcall", in("rax") 0u64, in("rcx") 0x1c00u64, in("r10") 0u64, in("r11") 0x10003u64, in("r12") a);
    // verdict: broken(system-call-clobbers)
    asm!("vmmcall", in("rax") 1u64, in("rdx") a);
    // verdict: holds
    asm!("vmcall", inlateout("rax") 1u64 => _, in("rdx") a);
    // verdict: broken(call-clobbers)
    asm!("call {f}", f = sym cfun);
    // verdict: holds
    asm!("call {f}", f = sym cfun, in("rdi") a, out("rax") r, clobber_abi("C"));
    // verdict: holds
    asm!("call {f}", f = sym cfun, in("rdi") a, lateout("rax") r, clobber_abi("C"));
    // verdict: holds
    asm!("call {f}", f = sym wfun, in("rcx") a, lateout("rax") r, clobber_abi("sysv64"));
    // verdict: broken(call-clobbers)
    asm!("call {f}", f = sym sfun, in("rdi") a, lateout("rax") r, clobber_abi("win64"));
    // verdict: broken(stack-under-nostack)
    asm!("call {f}", f = sym cfun, in("rdi") a, lateout("rax") r, clobber_abi("C"), options(nostack));
    // verdict: broken(operand-in-named-register)
    asm!("call {f}", "mov [{p}], rax", f = sym cfun, p = in(reg) p, in("rdi") a, clobber_abi("C"));
    // verdict: broken(call-under-nomem)
    asm!("call {f}", f = in(reg) fp, in("rdi") a, clobber_abi("C"), options(nomem));
    // verdict: broken(stack-misaligned)
    asm!("push {x}", "call {f}", "add rsp, 8", x = in(reg) a, f = sym cfun, clobber_abi("C"));
    // verdict: holds
    asm!("push {x}", "push {x}", "call {f}", "add rsp, 16", x = in(reg) a, f = sym cfun, in("rdi") a, clobber_abi("C"));
    // verdict: holds
    asm!("call {f}", f = sym cfun, in("rdi") a, out("r12") _, clobber_abi("C"));
    // verdict: holds
    asm!("mov r12, rdi", "call {f}", "mov rax, r12", out("r12") _, in("rdi") b, f = sym cfun, lateout("rax") r, clobber_abi("C"));
    // verdict: broken(undefined-result-used)
    asm!("mov r10, rdi", "call {f}", "mov rax, r11", in("rdi") b, f = sym cfun, lateout("rax") r, clobber_abi("C"));
    // verdict: broken(leaves-site)
    asm!("jmp {f}", f = sym cfun);
    // verdict: broken(leaves-site)
    asm!("ret");
    // verdict: broken(falls-through-noreturn)
    asm!("call {f}", f = sym cfun, clobber_abi("C"), options(noreturn));
    // verdict: holds
    asm!("mov {r}, qword ptr [rip + {s}]", r = out(reg) r, s = sym S, options(readonly, nostack, preserves_flags, pure));
    // verdict: broken(memory-under-nomem)
    asm!("mov {r}, qword ptr [rip + {s}]", r = out(reg) r, s = sym S, options(nomem, nostack, preserves_flags, pure));
    // verdict: holds
    asm!("lea {r}, [rip + {s}]", r = out(reg) r, s = sym S, options(nomem, nostack, preserves_flags, pure));
    // verdict: broken(stack-pointer-changed)
    asm!("push {x}", "test {x}, {x}", "jz 2f", "pop {x}", "2:", x = inout(reg) a => _);
    // verdict: broken(stack-pointer-changed)
    asm!("sub rsp, 64", "call {f}", "add rsp, 72", f = sym cfun, clobber_abi("C"));
    // verdict: holds
    asm!("call 2f", "2: pop {r}", r = out(reg) r);
    // verdict: broken(stack-under-nostack)
    asm!("call 2f", "2: pop {r}", r = out(reg) r, options(nostack));
    // verdict: holds
    asm!("call 2f", "jmp 3f", "2: mov {r}, 5", "ret", "3:", r = out(reg) r);
    // verdict: broken(register-not-declared)
    asm!("call 2f", "jmp 3f", "2: mov r12, 5", "ret", "3:");
    // verdict: broken(unspecified-abi-called)
    asm!("call qword ptr [rip + {f}@GOTPCREL]", f = sym rustfun, clobber_abi("C"));
    let _ = (r, s);
}
pub unsafe fn naked_old() {}
#[unsafe(naked)]
extern "C" fn n1() {
    // verdict: broken(callee-saved-changed)
    naked_asm!("mov rbx, 1", "ret")
}
#[unsafe(naked)]
extern "C" fn n2() {
    // verdict: broken(unbalanced-return)
    naked_asm!("push rbx", "ret")
}
#[unsafe(naked)]
extern "C" fn n3() {
    // verdict: broken(callee-saved-changed)
    naked_asm!("push rbx", "push rbp", "pop rbx", "pop rbp", "ret")
}
#[unsafe(naked)]
extern "win64" fn n4() {
    // verdict: broken(callee-saved-changed)
    naked_asm!("xor edi, edi", "ret")
}
#[unsafe(naked)]
extern "sysv64" fn n5() {
    // verdict: holds
    naked_asm!("xor edi, edi", "ret")
}
#[unsafe(naked)]
extern "win64" fn n6() {
    // verdict: broken(callee-saved-changed)
    naked_asm!("xorps xmm6, xmm6", "ret")
}
#[unsafe(naked)]
extern "C" fn n7() {
    // verdict: broken(direction-flag-set)
    naked_asm!("std", "ret")
}
#[unsafe(naked)]
extern "C" fn n8() {
    // verdict: broken(falls-through-noreturn)
    naked_asm!("mov rax, 1")
}
#[unsafe(naked)]
extern "C" fn n9() {
    // verdict: broken(unbalanced-return)
    naked_asm!("ret 8")
}
#[unsafe(naked)]
extern "C" fn n10() {
    // verdict: broken(callee-saved-changed, unbalanced-return)
    naked_asm!("push rbp", "mov rbp, rsp", "call {f}", "ret", f = sym cfun)
}
#[unsafe(naked)]
extern "C" fn n11() {
    // verdict: holds
    naked_asm!("push rbp", "mov rbp, rsp", "call {f}", "pop rbp", "ret", f = sym cfun)
}
#[unsafe(naked)]
extern "C" fn n12() {
    // verdict: broken(stack-misaligned)
    naked_asm!("call {f}", "ret", f = sym cfun)
}
#[unsafe(naked)]
extern "C" fn n13() {
    // verdict: holds
    naked_asm!("jmp {f}", f = sym cfun)
}
#[unsafe(naked)]
extern "C" fn n14() {
    // verdict: broken(unbalanced-return)
    naked_asm!("sub rsp, 8", "jmp {f}", f = sym cfun)
}
#[unsafe(naked)]
extern "C" fn n15() {
    // verdict: broken(falls-through-noreturn)
    naked_asm!("mov rax, 1", "test rdi, rdi", "jz 2f", "ret", "2:")
}
#[unsafe(naked)]
extern "C" fn n16(a: u64) -> u64 {
    // verdict: broken(undeclared-register-read)
    naked_asm!("mov rax, r11", "ret")
}
#[unsafe(naked)]
extern "C" fn n17(a: u64) -> u64 {
    // verdict: broken(undeclared-register-read)
    naked_asm!("ret")
}
#[unsafe(naked)]
extern "C" fn n18(a: u64) {
    // verdict: holds
    naked_asm!("push rax", "sub rsp, 8", "mov [rsp + 16], rdi", "add rsp, 8", "pop rax", "ret")
}
#[unsafe(naked)]
extern "C" fn n19(a: u64) {
    // verdict: broken(control-state-changed)
    naked_asm!("fld1", "ret")
}

pub unsafe fn guests(p: u64, table: *const u8) {
    // verdict: broken(register-not-declared)
    asm!("vmrun rax", in("rax") p);
    // verdict: holds
    asm!("push rbx", "push rbp", "vmrun rax", "pop rbp", "pop rbx", in("rax") p, out("rcx") _, out("rdx") _, out("rsi") _, out("rdi") _, out("r8") _, out("r9") _, out("r10") _, out("r11") _, out("r12") _, out("r13") _, out("r14") _, out("r15") _);
    // verdict: broken(register-not-declared)
    asm!("push rbp", "vmrun rax", "pop rbp", in("rax") p, out("rcx") _, out("rdx") _, out("rsi") _, out("rdi") _, out("r8") _, out("r9") _, out("r10") _, out("r11") _, out("r12") _, out("r13") _, out("r14") _, out("r15") _);
    // verdict: holds
    asm!("lcallq *({0})", in(reg) table, options(att_syntax));
    // verdict: broken(stack-under-nostack)
    asm!("lcallq *({0})", in(reg) table, options(att_syntax, nostack));
}

pub unsafe fn launch(block: u32) -> ! {
    // verdict: holds
    asm!("skinit eax", in("eax") block, options(noreturn))
}
