//! What ./dev dist runs once, so that the archive holds the classes that a check loads.

#[cfg(target_arch = "x86_64")]
pub fn sum(mut a: u64, b: u64, memory: &mut [u64; 2]) -> u64 {
    unsafe {
        core::arch::asm!(
            "add {a}, {b}",
            "mov {t}, [{m}]",
            "cmp {t}, {b}",
            "jne 2f",
            "add {a}, {t}",
            "2:",
            "mov [{m} + 8], rbx",
            a = inout(reg) a, b = in(reg) b, m = in(reg) memory, t = out(reg) _,
            options(nostack),
        );
    }
    a
}

#[cfg(target_arch = "aarch64")]
pub fn sum(mut a: u64, b: u64, memory: &mut [u64; 2]) -> u64 {
    unsafe {
        core::arch::asm!(
            "add {a}, {a}, {b}",
            "ldr {t}, [{m}]",
            "cbz {t}, 2f",
            "add {a}, {a}, {t}",
            "2:",
            "str x19, [{m}, #8]",
            a = inout(reg) a, b = in(reg) b, m = in(reg) memory, t = out(reg) _,
            options(nostack),
        );
    }
    a
}

#[cfg(target_arch = "riscv64")]
pub fn sum(mut a: u64, b: u64, memory: &mut [u64; 2]) -> u64 {
    unsafe {
        core::arch::asm!(
            "add {a}, {a}, {b}",
            "ld {t}, 0({m})",
            "beqz {t}, 2f",
            "add {a}, {a}, {t}",
            "2:",
            "sd s2, 8({m})",
            a = inout(reg) a, b = in(reg) b, m = in(reg) memory, t = out(reg) _,
            options(nostack),
        );
    }
    a
}

#[cfg(target_arch = "arm")]
pub fn sum(mut a: u32, b: u32, memory: &mut [u32; 2]) -> u32 {
    unsafe {
        core::arch::asm!(
            "add {a}, {a}, {b}",
            "ldr {t}, [{m}]",
            "cmp {t}, {b}",
            "addne {a}, {a}, {t}",
            "str r8, [{m}, #4]",
            a = inout(reg) a, b = in(reg) b, m = in(reg) memory, t = out(reg) _,
            options(nostack),
        );
    }
    a
}
