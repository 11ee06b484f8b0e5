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
