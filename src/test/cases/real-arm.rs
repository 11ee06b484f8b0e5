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
