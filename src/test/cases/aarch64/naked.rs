//@ target: aarch64-unknown-linux-gnu
//! Naked functions of the AAPCS64.
use core::arch::naked_asm;

extern "C" fn callee() {}

#[unsafe(naked)]
pub extern "C" fn link_lost() {
    // verdict: broken(unbalanced-return)
    naked_asm!("bl {f}", "ret", f = sym callee)
}

#[unsafe(naked)]
pub extern "C" fn link_kept() {
    // verdict: holds
    naked_asm!("str x30, [sp, #-16]!", "bl {f}", "ldr x30, [sp], #16", "ret", f = sym callee)
}

#[unsafe(naked)]
pub extern "C" fn link_in_caller_saved() {
    // verdict: broken(unbalanced-return)
    naked_asm!("mov x9, x30", "bl {f}", "mov x30, x9", "ret", f = sym callee)
}

#[unsafe(naked)]
pub extern "C" fn link_elsewhere() {
    // verdict: holds
    naked_asm!("mov x9, x30", "mov x30, #0", "ret x9")
}

#[unsafe(naked)]
pub extern "C" fn pair_swapped() {
    // verdict: broken(callee-saved-changed, unbalanced-return)
    naked_asm!("stp x29, x30, [sp, #-16]!", "bl {f}", "ldp x30, x29, [sp], #16", "ret", f = sym callee)
}

#[unsafe(naked)]
pub extern "C" fn low_vector_half(_: f64) {
    // verdict: broken(callee-saved-changed)
    naked_asm!("fmov d8, d0", "ret")
}

#[unsafe(naked)]
pub extern "C" fn high_vector_half(_: u64) {
    // verdict: holds
    naked_asm!("mov v8.d[1], x0", "ret")
}

#[unsafe(naked)]
pub extern "C" fn saved_vectors(_: f64) -> f64 {
    // verdict: holds
    naked_asm!("stp d8, d9, [sp, #-16]!", "fmov d8, d0", "fadd d9, d8, d8", "fmov d0, d9", "ldp d8, d9, [sp], #16", "ret")
}

#[unsafe(naked)]
pub extern "C" fn single_saved(_: f32) {
    // verdict: broken(callee-saved-changed)
    naked_asm!("str s8, [sp, #-16]!", "fmov s8, s0", "ldr s8, [sp], #16", "ret")
}

#[unsafe(naked)]
pub extern "C" fn scratch(_: u64) -> u64 {
    // verdict: holds
    naked_asm!("mov x16, x0", "mov x17, #3", "mul x0, x16, x17", "ret")
}

#[unsafe(naked)]
pub extern "C" fn tail(_: u64) {
    // verdict: holds
    naked_asm!("adrp x16, {f}", "add x16, x16, :lo12:{f}", "br x16", f = sym callee)
}

#[unsafe(naked)]
pub extern "C" fn switch(_: *mut u64, _: *const u64) {
    // verdict: unknown(another stack)
    naked_asm!("stp x29, x30, [sp, #-16]!", "mov x9, sp", "str x9, [x0]", "ldr x9, [x1]", "mov sp, x9", "ldp x29, x30, [sp], #16", "ret")
}

#[unsafe(naked)]
pub extern "C" fn rounding(_: u64) {
    // verdict: broken(control-state-changed)
    naked_asm!("msr fpcr, x0", "ret")
}
