//@ target: aarch64-unknown-linux-gnu
use core::arch::asm;

pub fn close(file: u64) -> i64 {
    let result: i64;
    // verdict: broken(system-call-under-nomem)
    unsafe { asm!("svc #0", in("x8") 57u64, inlateout("x0") file => result, options(nomem, nostack)) }
    result
}
