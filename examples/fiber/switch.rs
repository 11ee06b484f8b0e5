//! The switch between two fibers on x86-64 (System V ABI): save the registers that a function has to
//! keep and the stack pointer, and load those of the other fiber.
#![cfg(target_arch = "x86_64")]

use core::arch::{asm, naked_asm};

/// Where a fiber that does not run keeps its registers.
#[repr(C)]
#[derive(Default)]
pub struct Context {
    rsp: u64,
    r15: u64,
    r14: u64,
    r13: u64,
    r12: u64,
    rbx: u64,
    rbp: u64,
}

/// Wrong: `ret` inside of a block takes the word on top of the stack for a return address, which is
/// no such thing once the compiler has pushed anything. `#[inline(never)]` makes it work by luck.
#[inline(never)]
pub unsafe fn gt_switch_block(old: *mut Context, new: *const Context) {
    // verdict: broken(leaves-site)
    asm!(
        "mov [{old} + 0x00], rsp",
        "mov [{old} + 0x08], r15",
        "mov [{old} + 0x10], r14",
        "mov [{old} + 0x18], r13",
        "mov [{old} + 0x20], r12",
        "mov [{old} + 0x28], rbx",
        "mov [{old} + 0x30], rbp",
        "mov rsp, [{new} + 0x00]",
        "mov r15, [{new} + 0x08]",
        "mov r14, [{new} + 0x10]",
        "mov r13, [{new} + 0x18]",
        "mov r12, [{new} + 0x20]",
        "mov rbx, [{new} + 0x28]",
        "mov rbp, [{new} + 0x30]",
        "ret",
        old = in(reg) old,
        new = in(reg) new,
    );
}

/// Right: a naked function has no code but this, and its arguments are where the ABI puts them.
/// What its registers hold when it returns is up to the other fiber. That one left by the same code,
/// so what it restores must be what this one saves; Fabula checks that, and says what it assumes.
#[unsafe(naked)]
pub unsafe extern "C" fn gt_switch(old: *mut Context, new: *const Context) {
    // verdict: bounded(the same code switches back)
    naked_asm!(
        "mov [rdi + 0x00], rsp",
        "mov [rdi + 0x08], r15",
        "mov [rdi + 0x10], r14",
        "mov [rdi + 0x18], r13",
        "mov [rdi + 0x20], r12",
        "mov [rdi + 0x28], rbx",
        "mov [rdi + 0x30], rbp",
        "mov rsp, [rsi + 0x00]",
        "mov r15, [rsi + 0x08]",
        "mov r14, [rsi + 0x10]",
        "mov r13, [rsi + 0x18]",
        "mov r12, [rsi + 0x20]",
        "mov rbx, [rsi + 0x28]",
        "mov rbp, [rsi + 0x30]",
        "ret",
    );
}
