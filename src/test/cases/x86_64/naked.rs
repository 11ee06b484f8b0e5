//@ target: x86_64-unknown-linux-gnu
//! Naked functions of both calling conventions.
use core::arch::naked_asm;

extern "C" fn callee() {}

#[unsafe(naked)]
pub extern "sysv64" fn keeps_rdi(_: u64) -> u64 {
    // verdict: holds
    naked_asm!("mov rax, rdi", "xor edi, edi", "xor esi, esi", "ret")
}

#[unsafe(naked)]
pub extern "win64" fn loses_rdi(_: u64) -> u64 {
    // verdict: broken(callee-saved-changed)
    naked_asm!("mov rax, rcx", "xor edi, edi", "ret")
}

#[unsafe(naked)]
pub extern "win64" fn loses_xmm6(_: u64) -> u64 {
    // verdict: broken(callee-saved-changed)
    naked_asm!("movq xmm6, rcx", "movq rax, xmm6", "ret")
}

#[unsafe(naked)]
pub extern "win64" fn saves_xmm6(_: u64) -> u64 {
    // verdict: holds
    naked_asm!("sub rsp, 24", "movups [rsp], xmm6", "movq xmm6, rcx", "movq rax, xmm6", "movups xmm6, [rsp]", "add rsp, 24", "ret")
}

#[unsafe(naked)]
pub extern "win64" fn half_of_xmm6(_: u64) -> u64 {
    // verdict: broken(callee-saved-changed)
    naked_asm!("sub rsp, 24", "movsd [rsp], xmm6", "movq xmm6, rcx", "movq rax, xmm6", "movsd xmm6, [rsp]", "add rsp, 24", "ret")
}

#[unsafe(naked)]
pub extern "C" fn low_half(_: u64) -> u64 {
    // verdict: broken(callee-saved-changed)
    naked_asm!("push rbx", "mov ebx, edi", "mov eax, ebx", "mov ebx, [rsp]", "add rsp, 8", "ret")
}

#[unsafe(naked)]
pub extern "C" fn swapped(_: u64) {
    // verdict: broken(callee-saved-changed)
    naked_asm!("push rbx", "push r12", "pop rbx", "pop r12", "ret")
}

#[unsafe(naked)]
pub extern "C" fn all(_: u64) {
    // verdict: holds
    naked_asm!(
        "push rbp", "push rbx", "push r12", "push r13", "push r14", "push r15", "sub rsp, 8",
        "call {f}",
        "add rsp, 8", "pop r15", "pop r14", "pop r13", "pop r12", "pop rbx", "pop rbp", "ret", f = sym callee)
}

#[unsafe(naked)]
pub extern "C" fn one_path(_: u64) {
    // verdict: broken(callee-saved-changed)
    naked_asm!("push rbx", "mov rbx, rdi", "test rdi, rdi", "jz 2f", "pop rbx", "ret", "2: add rsp, 8", "ret")
}

#[unsafe(naked)]
pub extern "C" fn pops_argument(_: u64) {
    // verdict: broken(unbalanced-return)
    naked_asm!("ret 8")
}

#[unsafe(naked)]
pub extern "C" fn direction(_: u64) {
    // verdict: broken(direction-flag-set)
    naked_asm!("std", "ret")
}

#[unsafe(naked)]
pub extern "C" fn rounding(_: u64) {
    // verdict: broken(control-state-changed)
    naked_asm!("mov dword ptr [rsp - 8], 0x7f80", "ldmxcsr [rsp - 8]", "ret")
}

#[unsafe(naked)]
pub extern "C" fn switch(_: *mut u64, _: *const u64) {
    // verdict: unknown(another stack)
    naked_asm!("push rbx", "push rbp", "mov [rdi], rsp", "mov rsp, [rsi]", "pop rbp", "pop rbx", "ret")
}

#[unsafe(naked)]
pub extern "C" fn by_frame_pointer(_: u64) {
    // verdict: holds
    naked_asm!("push rbp", "mov rbp, rsp", "and rsp, -64", "sub rsp, 128", "call {f}", "mov rsp, rbp", "pop rbp", "ret", f = sym callee)
}

#[unsafe(naked)]
pub extern "C" fn by_lost_register(_: u64) {
    // verdict: broken(callee-saved-changed, stack-misaligned)
    naked_asm!("mov r11, rbx", "mov rbx, rdi", "call {f}", "mov rbx, r11", "ret", f = sym callee)
}

#[unsafe(naked)]
pub extern "C" fn tail_through_memory(_: *const u64) {
    // verdict: holds
    naked_asm!("jmp qword ptr [rdi]")
}

#[unsafe(naked)]
pub extern "C" fn vtable_call(_: *const u64) {
    // verdict: broken(unbalanced-return)
    naked_asm!("sub rsp, 8", "jmp qword ptr [rdi]")
}

/// The common part of handlers takes from the stack what each of them has pushed.
#[unsafe(naked)]
pub unsafe extern "C" fn handler() {
    // verdict: unknown(it leaves something on the stack)
    naked_asm!("push 0", "push rax", "lea rax, [rip + back_from_handler]", "push rax", "jmp common_handler")
}

#[unsafe(naked)]
pub unsafe extern "C" fn calls_with_another_return() {
    // verdict: unknown(it leaves something on the stack)
    naked_asm!("lea rax, [rip + back_from_handler]", "push rax", "jmp {f}", f = sym callee)
}

#[unsafe(naked)]
pub unsafe extern "C" fn loses_its_frame() {
    // verdict: broken(unbalanced-return)
    naked_asm!("sub rsp, 8", "jmp {f}", f = sym callee)
}

#[unsafe(naked)]
pub unsafe extern "C" fn start() -> ! {
    // verdict: holds
    naked_asm!("xor ebp, ebp", "mov rdi, rsp", "and rsp, -16", "call {f}", "ud2", f = sym callee)
}

#[unsafe(naked)]
pub extern "custom" fn own_convention() {
    // verdict: holds
    naked_asm!("mov rbx, 5", "ret")
}

/// As it was written before `naked_asm!`.
#[naked]
pub unsafe extern "C" fn old_form(_: u64) {
    // verdict: holds
    asm!("named_label_in_naked:", "dec rdi", "jnz named_label_in_naked", "ret", options(noreturn))
}
