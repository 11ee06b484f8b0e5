//! A system call of Linux on x86-64: the instruction itself puts the return address into rcx and the
//! flags into r11.
#![cfg(all(target_arch = "x86_64", target_os = "linux"))]

use core::arch::asm;

/// rcx and r11 are lost, and nothing says so.
pub unsafe fn write_undeclared(fd: i32, data: *const u8, count: usize) -> isize {
    let result: isize;
    // verdict: broken(register-not-declared)
    asm!(
        "syscall",
        inlateout("rax") 1isize => result,
        in("rdi") fd as i64,
        in("rsi") data,
        in("rdx") count,
        options(nostack),
    );
    result
}

/// Declared.
pub unsafe fn write(fd: i32, data: *const u8, count: usize) -> isize {
    let result: isize;
    // verdict: holds
    asm!(
        "syscall",
        inlateout("rax") 1isize => result,
        in("rdi") fd as i64,
        in("rsi") data,
        in("rdx") count,
        lateout("rcx") _,
        lateout("r11") _,
        options(nostack),
    );
    result
}
