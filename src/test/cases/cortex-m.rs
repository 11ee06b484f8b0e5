//@ target: thumbv7em-none-eabihf
//! T32 of the microcontroller profile.
use core::arch::{asm, naked_asm};

extern "C" fn helper() {}

pub unsafe fn masks(new: u32) -> u32 {
    let old: u32;
    // verdict: holds
    asm!("mrs {0}, basepri", "msr basepri_max, {1}", out(reg) old, in(reg) new, options(nostack, preserves_flags));
    // verdict: broken(input-modified)
    asm!("adds {0}, #1", "msr basepri, {0}", in(reg) new, options(nostack));
    // verdict: broken(flags-not-preserved)
    asm!("adds {0}, #1", inout(reg) new => _, options(nomem, nostack, preserves_flags));
    // verdict: holds
    asm!("cmp {0}, #4", "ite eq", "moveq {1}, #1", "movne {1}, #2", in(reg) new, out(reg) _, options(nomem, nostack));
    // verdict: broken(register-not-declared)
    asm!("mov r11, {0}", in(reg) new);
    old
}

#[unsafe(naked)]
pub unsafe extern "C" fn exception() {
    // verdict: holds
    naked_asm!("orr lr, lr, #4", "bx lr")
}

#[unsafe(naked)]
pub unsafe extern "C" fn loses_link() {
    // verdict: broken(unbalanced-return)
    naked_asm!("bl {f}", "bx lr", f = sym helper)
}
