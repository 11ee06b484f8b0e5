//! What the system is told has to be given, as any output has.
use core::arch::asm;

#[cfg(target_arch = "x86_64")]
pub unsafe fn ports(v: u8, port: u16) -> u8 {
    // verdict: holds
    asm!("out dx, al", in("dx") port, in("al") v, options(nomem, nostack, preserves_flags));
    // verdict: broken(undeclared-register-read)
    asm!("out dx, al", in("al") v, options(nomem, nostack, preserves_flags));
    let r: u8;
    // verdict: holds
    asm!("in al, 0x60", out("al") r, options(nomem, nostack, preserves_flags));
    // verdict: holds
    asm!("out 0x60, al", in("al") r, options(nomem, nostack, preserves_flags));
    // verdict: broken(undeclared-register-read)
    asm!("out 0x60, al", options(nomem, nostack, preserves_flags));
    // verdict: broken(undeclared-register-read)
    asm!("in al, dx", out("al") r, options(nomem, nostack, preserves_flags));
    r
}

#[cfg(target_arch = "x86_64")]
pub unsafe fn registers(index: u32, low: u32, high: u32, table: u64, page: *const u8) {
    // verdict: holds
    asm!("wrmsr", in("ecx") index, in("eax") low, in("edx") high, options(nostack, preserves_flags));
    // verdict: broken(undeclared-register-read)
    asm!("wrmsr", in("ecx") index, in("eax") low, options(nostack, preserves_flags));
    // verdict: holds
    asm!("mov cr3, {}", in(reg) table, options(nostack, preserves_flags));
    // verdict: broken(undeclared-register-read)
    asm!("mov cr3, rdx", options(nostack, preserves_flags));
    // verdict: holds
    asm!("invlpg [{}]", in(reg) page, options(nostack, preserves_flags));
    // verdict: broken(undeclared-register-read)
    asm!("invlpg [rdi]", options(nostack, preserves_flags));
}

#[cfg(target_arch = "aarch64")]
pub unsafe fn registers(value: u64) {
    // verdict: holds
    asm!("msr ttbr0_el1, {}", "tlbi vae1, {}", in(reg) value, in(reg) value, options(nostack));
    // verdict: broken(undeclared-register-read)
    asm!("msr ttbr0_el1, x5", options(nostack));
    // verdict: broken(undeclared-register-read)
    asm!("tlbi vae1, x5", options(nostack));
    // verdict: broken(undeclared-register-read)
    asm!("dc civac, x5", options(nostack));
}

#[cfg(target_arch = "arm")]
pub unsafe fn registers(value: u32) {
    // verdict: holds
    asm!("mcr p15, 0, {}, c7, c5, 1", in(reg) value, options(nostack));
    // verdict: broken(undeclared-register-read)
    asm!("mcr p15, 0, r5, c7, c5, 1", options(nostack));
}
