//! Sites that have no story, each with the reason.
use core::arch::asm;

#[cfg(target_arch = "x86_64")]
pub unsafe fn state(p: *const u32, q: *const u64, x: u64) -> u64 {
    let r: u64;
    // untold: it breaks a promise: control state that compiled code relies on is left changed: `mxcsr_control`
    asm!("ldmxcsr [{p}]", p = in(reg) p, options(nostack));
    // untold: it breaks a promise: control state that compiled code relies on is left changed: `x87_control`
    asm!("fldcw word ptr [{p}]", p = in(reg) p, options(nostack));
    // untold: it maintains what Rust does not know
    asm!("mov cr3, {x}", x = in(reg) x, options(nostack));
    // untold: it changes state of the system, which Rust does not know
    asm!("wrmsr", in("ecx") 5u32, in("eax") 6u32, in("edx") 7u32, options(nostack));
    // untold: it uses a port
    asm!("out dx, al", in("dx") 5u16, in("al") 6u8, options(nostack));
    // untold: it calls the system
    asm!("syscall", inout("rax") x => r, out("rcx") _, out("r11") _, options(nostack));
    // untold: it changes state of the system
    asm!("cli", options(nostack));
    // untold: it waits
    asm!("hlt", options(nostack));
    // untold: it maintains what Rust does not know
    asm!("invlpg [{p}]", p = in(reg) p, options(nostack));
    // untold: it breaks a promise: the stack pointer
    asm!("mov [{p} - 8], rsp", "mov rsp, {p}", p = in(reg) q);
    // untold: it does not come to its end
    asm!("2: jmp 2b", options(nostack, nomem));
    r
}

#[cfg(target_arch = "aarch64")]
pub unsafe fn control(x: u64) {
    // untold: it breaks a promise: control state that compiled code relies on is left changed: `fpcr`
    asm!("msr fpcr, {x}", x = in(reg) x, options(nostack));
    // untold: it changes state of the system
    asm!("msr ttbr0_el1, {x}", x = in(reg) x, options(nostack));
    // untold: it waits
    asm!("wfi", options(nostack));
    // untold: it accesses memory of an extent
    asm!("dc zva, {x}", x = in(reg) x, options(nostack));
}
