//@ target: x86_64-unknown-linux-gnu
//! Where functions are called, the stack is aligned.
use core::arch::{asm, naked_asm};

extern "C" fn helper() {}

pub unsafe fn blocks(other: *mut u8) {
    // verdict: holds
    asm!("call {f}", f = sym helper, clobber_abi("C"));
    // verdict: broken(stack-misaligned)
    asm!("push r12", "call {f}", "pop r12", f = sym helper, clobber_abi("C"));
    // verdict: holds
    asm!("push r12", "push r13", "call {f}", "pop r13", "pop r12", f = sym helper, clobber_abi("C"));
    // verdict: broken(stack-misaligned)
    asm!("push 1", "push 2", "push 3", "call {f}", "add rsp, 24", f = sym helper, clobber_abi("C"));
    // verdict: holds
    asm!("mov r12, rsp", "push 1", "and rsp, -16", "call {f}", "mov rsp, r12", f = sym helper, out("r12") _, clobber_abi("C"));
    // verdict: holds
    asm!("mov r12, rsp", "mov rsp, {o}", "call {f}", "mov rsp, r12", o = in(reg) other, f = sym helper, out("r12") _, clobber_abi("C"));
}

#[unsafe(naked)]
pub extern "C" fn calls_unaligned() {
    // verdict: broken(stack-misaligned)
    naked_asm!("call {f}", "ret", f = sym helper)
}

#[unsafe(naked)]
pub extern "C" fn calls_aligned() {
    // verdict: holds
    naked_asm!("sub rsp, 8", "call {f}", "add rsp, 8", "ret", f = sym helper)
}

#[unsafe(naked)]
pub unsafe extern "C" fn interrupt() {
    // verdict: holds
    naked_asm!("push rax", "call {f}", "pop rax", "iretq", f = sym helper)
}

pub unsafe fn own_rules(entry: usize, number: usize) -> usize {
    let result;
    // verdict: broken(call-clobbers)
    asm!("push r12", "call {f}", "pop r12", f = in(reg) entry, inlateout("rax") number => result);
    result
}
