//! Labels: the compiler may copy a site, and puts what it likes between two of them.
#![cfg(target_arch = "x86_64")]

use core::arch::asm;

/// Inlined twice, the name is defined twice.
#[allow(named_asm_labels)]
pub fn wait(count: u64) {
    // verdict: broken(named-label)
    unsafe {
        asm!(
            "wait_again:",
            "dec {n}",
            "jnz wait_again",
            n = inout(reg) count => _,
            options(nomem, nostack),
        )
    }
}

/// A numeric label may be defined any number of times.
pub fn wait_numeric(count: u64) {
    // verdict: holds
    unsafe {
        asm!(
            "2:",
            "dec {n}",
            "jnz 2b",
            n = inout(reg) count => _,
            options(nomem, nostack),
        )
    }
}

/// A jump from one site into another: nothing that the first has in registers is there any more.
#[allow(named_asm_labels)]
pub fn two_halves(x: u64) -> u64 {
    let y: u64;
    // verdict: broken(jump-to-foreign-label)
    unsafe { asm!("jmp second_half", in("rdi") x) }
    // verdict: broken(named-label, undeclared-register-read)
    unsafe { asm!("second_half:", "lea {y}, [rdi + 1]", y = out(reg) y) }
    y
}
