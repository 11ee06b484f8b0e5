//! What Rust has no stack pointer for: any value may be told of it, but no true one.
#![cfg(target_arch = "x86_64")]

use core::arch::asm;

/// How deep the stack is, as far as anyone may know.
pub unsafe fn depth(bottom: u64) -> u64 {
    let mut r: u64;
    // verdict: holds
    // proof: holds
    // story: r = crate::story::any();
    asm!("mov {r}, {bottom}", "sub {r}, rsp", bottom = in(reg) bottom, r = out(reg) r, options(nomem, nostack));
    // verdict: holds
    // proof: unknown(a pointer to a variable of the story used as an address has no meaning yet)
    // story: let here = 0u8; r = bottom.wrapping_sub(&raw const here as u64);
    asm!("mov {r}, {bottom}", "sub {r}, rsp", bottom = in(reg) bottom, r = out(reg) r, options(nomem, nostack));
    // verdict: holds
    // proof: broken(story-broken)
    // story: r = bottom;
    asm!("mov {r}, {bottom}", "sub {r}, rsp", bottom = in(reg) bottom, r = out(reg) r, options(nomem, nostack));
    r
}

/// Paints what is below, where no variable of Rust is.
pub unsafe fn paint() {
    // verdict: holds
    // proof: holds
    // story:
    asm!("push {p}", "push {p}", "add rsp, 16", p = in(reg) 0xa5a5_a5a5_a5a5_a5a5u64);
}

/// A switch of green threads has no story: it goes on upon another stack, of which no story may speak, and
/// what others do until it is gone back to is not among what one site does.
pub unsafe fn switch(old: *mut u64, new: *const u64) {
    // verdict: unknown(it leaves on another stack)
    // proof: broken(story-broken)
    // story: core::hint::black_box(*new); *old = crate::story::any();
    asm!(
        "push rbx", "push rbp", "lea rax, [rip + 2f]", "push rax", "mov [rdi], rsp", "mov rsp, [rsi]", "ret", "2:", "pop rbp", "pop rbx",
        in("rdi") old, in("rsi") new, out("r12") _, out("r13") _, out("r14") _, out("r15") _, clobber_abi("C"),
    );
}
