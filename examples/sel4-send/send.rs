//! A message sent to an endpoint of the seL4 microkernel on AArch64: the kernel takes the endpoint in
//! x0, the message tag in x1, four words of the message in x2 to x5 and the number of the call in x7.
#![cfg(target_arch = "aarch64")]

use core::arch::asm;

const SEND: i64 = -3;

/// A first attempt: the compiler picks registers for the inputs, and the text moves them to where
/// the kernel wants them. Nothing says that x0 to x5 and x7 change, so whatever the compiler keeps
/// there is lost; and an input that sits in one of them is overwritten before it is moved.
pub unsafe fn send_by_moves(endpoint: u64, tag: u64, message: [u64; 4]) {
    let [m0, m1, m2, m3]: [u64; 4] = message;
    // verdict: broken(register-not-declared)
    asm!(
        "mov x0, {endpoint}",
        "mov x1, {tag}",
        "mov x2, {m0}",
        "mov x3, {m1}",
        "mov x4, {m2}",
        "mov x5, {m3}",
        "mov x7, {number}",
        "svc #7",
        endpoint = in(reg) endpoint,
        tag = in(reg) tag,
        m0 = in(reg) m0,
        m1 = in(reg) m1,
        m2 = in(reg) m2,
        m3 = in(reg) m3,
        number = in(reg) SEND,
    );
}

/// The same with a promise that makes it worse: under `nomem` the compiler may leave the stores of
/// the message's other words, which the kernel reads from memory, for later.
pub unsafe fn send_by_moves_nomem(endpoint: u64, tag: u64, message: [u64; 4]) {
    let [m0, m1, m2, m3]: [u64; 4] = message;
    // verdict: broken(register-not-declared, system-call-under-nomem)
    asm!(
        "mov x0, {endpoint}",
        "mov x1, {tag}",
        "mov x2, {m0}",
        "mov x3, {m1}",
        "mov x4, {m2}",
        "mov x5, {m3}",
        "mov x7, {number}",
        "svc #7",
        endpoint = in(reg) endpoint,
        tag = in(reg) tag,
        m0 = in(reg) m0,
        m1 = in(reg) m1,
        m2 = in(reg) m2,
        m3 = in(reg) m3,
        number = in(reg) SEND,
        options(nomem),
    );
}

/// Done right: every input names its register, so nothing has to be moved, and all that the kernel
/// may write is given up.
pub unsafe fn send(endpoint: u64, tag: u64, message: [u64; 4]) {
    let [m0, m1, m2, m3]: [u64; 4] = message;
    // verdict: holds
    asm!(
        "svc #0",
        inout("x0") endpoint => _,
        inout("x1") tag => _,
        inout("x2") m0 => _,
        inout("x3") m1 => _,
        inout("x4") m2 => _,
        inout("x5") m3 => _,
        in("x7") SEND,
        options(nostack),
    );
}

/// What the C library of seL4 promises for the same call, in Rust's words. C's stub names no
/// memory clobber, and that is what `nomem` says here.
pub unsafe fn send_as_in_c(endpoint: u64, tag: u64, message: [u64; 4]) {
    let [m0, m1, m2, m3]: [u64; 4] = message;
    // verdict: broken(system-call-under-nomem)
    asm!(
        "svc #0",
        inout("x0") endpoint => _,
        inout("x1") tag => _,
        inout("x2") m0 => _,
        inout("x3") m1 => _,
        inout("x4") m2 => _,
        inout("x5") m3 => _,
        in("x7") SEND,
        options(nomem, nostack),
    );
}
