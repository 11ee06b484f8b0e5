#![cfg(target_arch = "riscv64")]
use core::arch::asm;

pub unsafe fn add_word(at: *mut i32, by: i32) -> i32 {
    let mut value = by;
    // verdict: holds
    //@ show:
    asm!(
        "lw {t}, 4({at})",
        "addw {value}, {value}, {t}",
        "bgez {value}, 2f",
        "sw zero, 0({at})",
        "2:",
        at = in(reg) at,
        value = inout(reg) value,
        t = out(reg) _,
        options(nostack),
    );
    value
}
