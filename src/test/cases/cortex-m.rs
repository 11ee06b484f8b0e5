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

pub unsafe fn switches_to_process(mut stack: u32, registers: *mut u32) -> (u32, u32) {
    // verdict: holds
    asm!(
        "mov r2, r6",
        "msr psp, r0",
        "ldmia r1, {{r4-r6}}",
        "svc 0xff",
        "stmia r1, {{r4-r6}}",
        "mrs r0, psp",
        "mov r6, r2",
        inout("r0") stack,
        in("r1") registers,
        out("r2") _,
        out("r4") _,
        out("r5") _,
    );
    let status: u32;
    // verdict: holds
    asm!("vmrs {}, fpscr", out(reg) status, options(nomem, nostack, preserves_flags));
    // verdict: broken(undefined-flag-read)
    asm!("vmrs apsr_nzcv, fpscr", "ite eq", "moveq {0}, #1", "movne {0}, #2", out(reg) stack, options(nomem, nostack));
    (stack, status)
}

/// The handler of an exception that goes on with another task than the interrupted one.
#[unsafe(naked)]
pub unsafe extern "C" fn switches_tasks() {
    // verdict: unknown(it leaves on another stack)
    naked_asm!(
        "ldr r0, =TASK", "ldr r1, [r0]", "mrs r12, psp", "stm r1, {{r4-r12, lr}}", "bl {f}",
        "ldr r0, =TASK", "ldr r0, [r0]", "ldm r0, {{r4-r12, lr}}", "msr psp, r12", "bx lr",
        f = sym helper)
}

#[unsafe(naked)]
pub unsafe extern "C" fn moves_the_process_stack() {
    // verdict: broken(callee-saved-changed)
    naked_asm!("mrs r4, psp", "subs r4, #32", "msr psp, r4", "bx lr")
}
