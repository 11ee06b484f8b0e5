//@ target: aarch64-unknown-linux-gnu
use core::arch::asm;

pub fn keep_link() {
    // verdict: broken(stack-misaligned)
    unsafe { asm!("str x30, [sp, #-8]!", "ldr x30, [sp], #8") }
}

pub fn keep_link_well() {
    // verdict: holds
    unsafe { asm!("str x30, [sp, #-16]!", "ldr x30, [sp], #16") }
}
