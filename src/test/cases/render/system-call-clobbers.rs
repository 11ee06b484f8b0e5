//@ target: aarch64-unknown-linux-gnu
use core::arch::asm;

pub fn close(fd: u64) {
    // verdict: broken(system-call-clobbers)
    unsafe { asm!("svc #0", in("x8") 57u64, in("x0") fd, options(nostack)) }
}
