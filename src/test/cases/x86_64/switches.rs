//@ target: x86_64-unknown-linux-gnu
//! Code that goes over to another stack, and is gone back to.
use core::arch::{asm, naked_asm};

#[unsafe(naked)]
pub extern "C" fn by_memory(_: *mut u64, _: *const u64) {
    // verdict: bounded(same code)
    naked_asm!("push rbx", "push rbp", "push r12", "push r13", "push r14", "push r15", "mov [rdi], rsp", "mov rsp, [rsi]", "pop r15", "pop r14", "pop r13", "pop r12", "pop rbp", "pop rbx", "ret")
}

#[unsafe(naked)]
pub extern "C" fn in_other_order(_: *mut u64, _: *const u64) {
    // verdict: broken(callee-saved-changed)
    naked_asm!("push rbx", "push rbp", "push r12", "push r13", "push r14", "push r15", "mov [rdi], rsp", "mov rsp, [rsi]", "pop r15", "pop r14", "pop r13", "pop r12", "pop rbx", "pop rbp", "ret")
}

#[unsafe(naked)]
pub extern "C" fn forgets(_: *mut u64, _: *const u64) {
    // verdict: unknown(another stack)
    naked_asm!("push rbx", "push rbp", "push r12", "push r13", "push r14", "mov [rdi], rsp", "mov rsp, [rsi]", "pop r14", "pop r13", "pop r12", "pop rbp", "pop rbx", "ret")
}

#[unsafe(naked)]
pub extern "C" fn pops_too_little(_: *mut u64, _: *const u64) {
    // verdict: unknown(another stack)
    naked_asm!("push rbx", "push rbp", "push r12", "push r13", "push r14", "push r15", "push 0", "mov [rdi], rsp", "mov rsp, [rsi]", "pop r15", "pop r14", "pop r13", "pop r12", "pop rbp", "pop rbx", "ret")
}

#[unsafe(naked)]
pub extern "C" fn by_argument(_: *mut u64, _: u64) {
    // verdict: bounded(same code)
    naked_asm!("push rbx", "push rbp", "push r12", "push r13", "push r14", "push r15", "mov [rdi], rsp", "mov rsp, rsi", "pop r15", "pop r14", "pop r13", "pop r12", "pop rbp", "pop rbx", "ret")
}

#[unsafe(naked)]
pub extern "C" fn by_structures(_: *mut u64, _: *const u64) {
    // verdict: bounded(same code)
    naked_asm!(
        "mov [rdi], rsp", "mov [rdi + 8], r15", "mov [rdi + 16], r14", "mov [rdi + 24], r13", "mov [rdi + 32], r12", "mov [rdi + 40], rbx", "mov [rdi + 48], rbp",
        "mov rsp, [rsi]", "mov r15, [rsi + 8]", "mov r14, [rsi + 16]", "mov r13, [rsi + 24]", "mov r12, [rsi + 32]", "mov rbx, [rsi + 40]", "mov rbp, [rsi + 48]", "ret")
}

#[unsafe(naked)]
pub extern "C" fn by_structures_that_differ(_: *mut u64, _: *const u64) {
    // verdict: broken(callee-saved-changed)
    naked_asm!(
        "mov [rdi], rsp", "mov [rdi + 8], r15", "mov [rdi + 16], r14", "mov [rdi + 24], r13", "mov [rdi + 32], r12", "mov [rdi + 40], rbx", "mov [rdi + 48], rbp",
        "mov rsp, [rsi]", "mov r15, [rsi + 16]", "mov r14, [rsi + 8]", "mov r13, [rsi + 24]", "mov r12, [rsi + 32]", "mov rbx, [rsi + 40]", "mov rbp, [rsi + 48]", "ret")
}

pub unsafe fn by_label(link: *mut u64, x: u64) -> u64 {
    let r: u64;
    // verdict: bounded(same code)
    asm!(
        "push rbp", "push rbx", "lea rax, [rip + 2f]", "push rax", "mov rsi, rsp", "mov rsp, [rdx]", "pop rbp", "ret",
        "2:", "push rbp", "mov [rsi - 16], rsp", "lea rsp, [rdx + 8]", "pop rbx", "pop rbp",
        inlateout("rdi") x => r, in("rdx") link, lateout("r12") _, lateout("r13") _, lateout("r14") _, lateout("r15") _, clobber_abi("sysv64"),
    );
    r
}

pub unsafe fn by_label_without_rbx(link: *mut u64, x: u64) -> u64 {
    let r: u64;
    // verdict: unknown(register-not-declared)
    asm!(
        "push rbp", "lea rax, [rip + 2f]", "push rax", "mov rsi, rsp", "mov rsp, [rdx]", "pop rbp", "ret",
        "2:", "push rbp", "mov [rsi - 16], rsp", "lea rsp, [rdx + 8]", "pop rbp",
        inlateout("rdi") x => r, in("rdx") link, lateout("r12") _, lateout("r13") _, lateout("r14") _, lateout("r15") _, clobber_abi("sysv64"),
    );
    r
}

pub unsafe fn returns_for_good(x: u64) {
    // verdict: broken(leaves-site)
    asm!("lea rax, [rip + 2f]", "mov [rdi], rax", "2:", "ret", in("rdi") x, out("rax") _);
}

pub unsafe fn link(sp: u64, base: u64, x: u64) -> (u64, u64) {
    let (r, s): (u64, u64);
    // verdict: bounded(convention)
    asm!(
        "push rbx", "call [rdx]", "pop rbx",
        inlateout("rdi") x => r, lateout("rsi") s, in("rsi") base, in("rdx") sp,
        lateout("r12") _, lateout("r13") _, lateout("r14") _, lateout("r15") _, clobber_abi("sysv64"),
    );
    (r, s)
}

pub unsafe fn method(object: *const u64) {
    // verdict: bounded(convention)
    asm!("push rbx", "call [rdi]", "pop rbx", in("rdi") object, out("r12") _, out("r13") _, out("r14") _, out("r15") _, clobber_abi("C"));
    // verdict: broken(stack-misaligned)
    asm!("push rbx", "mov rax, [rdi]", "call [rax + 8]", "pop rbx", in("rdi") object, clobber_abi("C"));
}

pub unsafe fn jumps_with_return_address(f: extern "C" fn(u64), x: u64) {
    // verdict: holds
    asm!("lea rax, [rip + 2f]", "push rax", "jmp rdx", "2:", in("rdx") f, in("rdi") x, clobber_abi("C"));
    // verdict: broken(stack-misaligned)
    asm!("sub rsp, 8", "lea rax, [rip + 2f]", "push rax", "push rdx", "ret", "2:", "add rsp, 8", in("rdx") f, in("rdi") x, clobber_abi("C"));
}

extern "C" {
    fn handle(argument: u64);
}

extern "C" fn comes_back() {}

/// A function leaves what lies above its own frame alone, unless it was told of it.
pub unsafe fn on_stack(top: u64, argument: u64) {
    // verdict: bounded(it calls a function on another stack)
    asm!(
        "mov [rax], rsp",
        "mov rsp, rax",
        "call {f}",
        "pop rax",
        "mov rsp, rax",
        f = sym handle,
        inout("rax") top => _,
        in("rdi") argument,
        clobber_abi("C"),
    );
    // verdict: broken(stack-pointer-changed)
    asm!(
        "mov rdi, rax",
        "mov [rax], rsp",
        "mov rsp, rax",
        "call {f}",
        "pop rax",
        "mov rsp, rax",
        f = sym handle,
        inout("rax") top => _,
        clobber_abi("C"),
    );
}

pub unsafe fn ends() -> ! {
    // verdict: bounded(it ends with a call)
    asm!("call rust_main", options(noreturn));
    // verdict: broken(falls-through-noreturn)
    asm!("call {f}", f = sym comes_back, options(noreturn));
    // verdict: broken(falls-through-noreturn)
    asm!("cli", "sidt [rsp+16]", "mov word ptr [rsp+16], 0", "lidt [rsp+16]", "int3", options(noreturn))
}
