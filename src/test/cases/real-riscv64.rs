//@ target: riscv64gc-unknown-linux-gnu
//! Forms that real crates have.
use core::arch::asm;

pub unsafe fn bases(p: *mut u8) -> (usize, usize, usize) {
    let (thread, global, flags, sum): (usize, usize, usize, usize);
    // verdict: holds
    asm!("mv {}, tp", out(reg) thread, options(nomem, nostack, preserves_flags));
    // verdict: holds
    asm!("mv {}, gp", out(reg) global, options(nomem, nostack, preserves_flags));
    // verdict: holds
    asm!("mv tp, {}", in(reg) p, options(nostack, preserves_flags));
    // verdict: broken(control-state-changed)
    asm!("mv gp, {}", in(reg) p, options(nostack, preserves_flags));
    // verdict: holds
    asm!("frflags {}", out(reg) flags, options(nomem, nostack));
    // verdict: broken(undeclared-register-read)
    asm!("add {}, s3, s4", out(reg) sum, options(nomem, nostack, preserves_flags));
    (thread, global, flags + sum)
}
