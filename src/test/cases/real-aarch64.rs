//@ target: aarch64-unknown-linux-gnu
//! Forms that real crates have.
use core::arch::asm;

extern "C" fn entry() -> ! {
    loop {}
}

pub unsafe fn clone(flags: usize, stack: *mut u8, start: extern "C" fn(), count: usize) -> isize {
    let result;
    // verdict: holds
    asm!(
        "svc 0",
        "cbnz x0, 0f",
        "mov x0, {start}",
        "mov x1, {count}",
        "mov x29, xzr",
        "mov x30, xzr",
        "udf #1",
        "0:",
        start = in(reg) start,
        count = in(reg) count,
        in("x8") 220,
        inlateout("x0") flags => result,
        in("x1") stack,
        options(nostack)
    );
    result
}

pub unsafe fn save_vectors(p: *mut u8, one: *mut u8) {
    // verdict: holds
    asm!(
        "stp q0, q1, [{p}]",
        "stp q2, q3, [{p}, #32]",
        "stp q4, q5, [{p}, #64]",
        "stp q6, q7, [{p}, #96]",
        p = in(reg) p,
        options(nostack, preserves_flags),
    );
    // verdict: broken(undeclared-register-read)
    asm!("str q0, [{p}]", p = in(reg) one, options(nostack, preserves_flags));
}
