#![cfg(target_arch = "aarch64")]
use core::arch::{asm, naked_asm};

pub unsafe fn increment(counter: *mut u64) -> u64 {
    let new;
    // verdict: holds
    //@ show:
    asm!(
        "2: ldaxr {new}, [{counter}]",
        "add {new}, {new}, #1",
        "stlxr {failed:w}, {new}, [{counter}]",
        "cbnz {failed:w}, 2b",
        counter = in(reg) counter,
        new = out(reg) new,
        failed = out(reg) _,
        options(nostack, preserves_flags),
    );
    new
}

pub unsafe fn multiply_add(a: u64, b: u64, c: u32) -> u64 {
    let mut sum = a;
    // verdict: holds
    //@ show:
    asm!(
        "madd {sum}, {sum}, {b}, xzr",
        "adds {sum}, {sum}, {c:w}, uxtw #2",
        "csinc {sum}, {sum}, xzr, cc",
        "dmb ish",
        sum = inout(reg) sum,
        b = in(reg) b,
        c = in(reg) c,
        options(nostack),
    );
    sum
}

#[unsafe(naked)]
pub extern "C" fn first(pair: *const u64) -> u64 {
    // verdict: holds
    //@ show:
    naked_asm!("ldp x1, x2, [x0], #16", "tbnz x1, #3, 2f", "mov x0, x2", "2:", "ret")
}
