//@ target: armv7-unknown-linux-gnueabihf
//! Forms that real crates have.
use core::arch::asm;

pub unsafe fn reply_register(number: u32, source: u32, reply: u32) -> u32 {
    let badge: u32;
    // verdict: holds
    asm!(
        "mov r10, r6",
        "mov r6, r9",
        "svc #0",
        "mov r6, r10",
        in("r7") number,
        inout("r0") source => badge,
        in("r9") reply,
        out("r10") _,
    );
    // verdict: broken(register-not-declared)
    asm!(
        "mov r12, r6",
        "mov r6, r9",
        "svc #0",
        "mov r6, r12",
        in("r7") number,
        inout("r0") source => _,
        in("r9") reply,
        out("r12") _,
    );
    badge
}

extern "C" fn helper() {}

#[unsafe(naked)]
pub extern "C" fn loses_link() {
    // verdict: broken(unbalanced-return)
    core::arch::naked_asm!("bl {f}", "bx lr", f = sym helper)
}

#[unsafe(naked)]
pub extern "C" fn keeps_link() {
    // verdict: holds
    core::arch::naked_asm!("push {{r4, lr}}", "bl {f}", "pop {{r4, pc}}", f = sym helper)
}

#[unsafe(naked)]
pub extern "C" fn misaligned() {
    // verdict: broken(stack-misaligned)
    core::arch::naked_asm!("push {{lr}}", "bl {f}", "pop {{pc}}", f = sym helper)
}

pub unsafe fn old_barriers() {
    // verdict: holds
    core::arch::asm!("mcr p15, 0, r0, c7, c10, 5", options(nostack, preserves_flags));
    // verdict: holds
    core::arch::asm!("mcr p15, 0, r0, c7, c5, 4", options(nostack, preserves_flags));
    // verdict: broken(undeclared-register-read)
    core::arch::asm!("mcr p15, 0, r0, c7, c5, 1", options(nostack, preserves_flags));
}

pub unsafe fn yields(arg: u32, parent: *mut u32) -> u32 {
    let result;
    // verdict: unknown(another stack)
    core::arch::asm!(
        "adr lr, 0f",
        "push {{r6, r11, lr}}",
        "mov r1, sp",
        "ldr sp, [r2]",
        "pop {{r11, pc}}",
        ".balign 4",
        "0:",
        "push {{r11, lr}}",
        "str sp, [r1, #-8]",
        "mov sp, r2",
        "pop {{r6, r11, lr}}",
        inlateout("r0") arg => result,
        in("r2") parent,
        lateout("r4") _, lateout("r5") _, lateout("r7") _, lateout("r8") _, lateout("r9") _, lateout("r10") _,
        lateout("q4") _, lateout("q5") _, lateout("q6") _, lateout("q7") _,
        clobber_abi("C"),
    );
    result
}
