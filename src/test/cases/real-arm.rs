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
