//@ target: x86_64-unknown-linux-gnu
//! Transactions that fail go back to where they began.
use core::arch::asm;

pub unsafe fn transactions(p: *mut u64) -> u32 {
    let mut status: u32;
    let mut r: u64 = 1;
    // verdict: holds
    asm!("mov eax, -1", "xbegin 2f", "inc qword ptr [{p}]", "xend", "2:", p = in(reg) p, out("eax") status, options(nostack));
    // verdict: broken(register-not-declared)
    asm!("xbegin 2f", "inc qword ptr [{p}]", "xend", "2:", p = in(reg) p, options(nostack));
    // verdict: broken(output-not-written)
    asm!("xbegin 2f", "mov {r}, 2", "xend", "2:", r = out(reg) r, out("eax") _, options(nostack));
    // verdict: holds
    asm!("xbegin 2f", "mov {r}, 2", "xend", "2:", r = inout(reg) r, out("eax") _, options(nostack));
    // verdict: broken(flags-not-preserved)
    asm!("enqcmd {a}, [{p}]", a = in(reg) p, p = in(reg) p, options(nostack, preserves_flags));
    status
}
