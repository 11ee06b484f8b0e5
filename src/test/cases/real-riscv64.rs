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

extern "C" fn helper() {}

#[unsafe(naked)]
pub extern "C" fn loses_link() {
    // verdict: broken(unbalanced-return)
    core::arch::naked_asm!("call {f}", "ret", f = sym helper)
}

#[unsafe(naked)]
pub extern "C" fn keeps_link() {
    // verdict: holds
    core::arch::naked_asm!("addi sp, sp, -16", "sd ra, 8(sp)", "call {f}", "ld ra, 8(sp)", "addi sp, sp, 16", "ret", f = sym helper)
}

pub unsafe fn maintenance(address: usize) {
    // verdict: broken(fence-under-nomem)
    asm!("sfence.vma {}", in(reg) address, options(nomem, nostack));
    // verdict: holds
    asm!("sfence.vma {}", in(reg) address, options(nostack));
}

extern "C" {
    static __global_pointer: u8;
    static _estack: u8;
}

#[unsafe(naked)]
pub unsafe extern "C" fn starts_the_machine() {
    // verdict: holds
    core::arch::naked_asm!(
        "la gp, {gp}",
        "la sp, {estack}",
        "mv s0, sp",
        "csrw mscratch, zero",
        "j main",
        gp = sym __global_pointer,
        estack = sym _estack,
    )
}

#[unsafe(naked)]
pub unsafe extern "C" fn goes_on_in_another_function() {
    // verdict: broken(control-state-changed)
    core::arch::naked_asm!("la gp, {gp}", "j other", gp = sym __global_pointer)
}

pub unsafe fn maintains(address: usize, space: u32) {
    // verdict: holds
    asm!(".option push", ".option arch, +h, +svinval", "hinval.vvma {}, x0", ".option pop", in(reg) address, options(nostack, preserves_flags));
    // verdict: broken(narrow-value-read-wide)
    asm!("sfence.vma {}, {}", in(reg) address, in(reg) space, options(nostack, preserves_flags));
}

pub unsafe fn hashes(value: u32) -> u32 {
    let result;
    // verdict: holds
    asm!(".option push", ".option arch, +zksh", "sm3p0 {}, {}", ".option pop", lateout(reg) result, in(reg) value, options(pure, nomem, nostack, preserves_flags));
    result
}

pub unsafe fn swaps(p: *mut u128, old: (u64, u64), new: (u64, u64)) -> (u64, u64) {
    let (low, high);
    // verdict: holds
    asm!(".option push", ".option arch, +zacas", "amocas.q a2, a4, ({p})", ".option pop", p = in(reg) p, inout("a2") old.0 => low, inout("a3") old.1 => high, in("a4") new.0, in("a5") new.1, options(nostack, preserves_flags));
    // verdict: broken(register-not-declared, undeclared-register-read)
    asm!(".option push", ".option arch, +zacas", "amocas.q a2, a4, ({p})", ".option pop", p = in(reg) p, inout("a2") old.0 => low, in("a4") new.0, in("a5") new.1, options(nostack, preserves_flags));
    (low, high)
}
