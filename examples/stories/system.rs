//! System calls: which one it is and what it is passed is the story; what the system makes of it is the system's.
use core::arch::asm;

#[cfg(all(target_arch = "x86_64", target_os = "linux"))]
pub unsafe fn write(fd: usize, from: *const u8, n: usize) -> isize {
    let mut r: isize;
    // verdict: holds
    // proof: holds
    // story: r = crate::story::system_call(1, [fd, from as usize, n]);
    asm!("mov eax, 1", "syscall", out("rax") r, in("rdi") fd, in("rsi") from, in("rdx") n, out("rcx") _, out("r11") _, options(nostack));
    // verdict: holds
    // proof: broken(story-broken)
    // story: r = crate::story::system_call(0, [fd, from as usize, n]);
    asm!("mov eax, 1", "syscall", out("rax") r, in("rdi") fd, in("rsi") from, in("rdx") n, out("rcx") _, out("r11") _, options(nostack));
    // verdict: holds
    // proof: broken(story-broken)
    // story: r = crate::story::system_call(1, [fd, n, from as usize]);
    asm!("mov eax, 1", "syscall", out("rax") r, in("rdi") fd, in("rsi") from, in("rdx") n, out("rcx") _, out("r11") _, options(nostack));
    // verdict: holds
    // proof: unknown(a system call is not compared with stories yet)
    // story: r = n as isize;
    asm!("mov eax, 1", "syscall", out("rax") r, in("rdi") fd, in("rsi") from, in("rdx") n, out("rcx") _, out("r11") _, options(nostack));
    r
}

#[cfg(all(target_arch = "aarch64", target_os = "linux"))]
pub unsafe fn close(fd: usize) -> isize {
    let mut r: isize;
    // verdict: holds
    // proof: holds
    // story: r = crate::story::system_call(57, [fd as usize]);
    asm!("mov x8, 57", "svc 0", inout("x0") fd => r, out("x8") _, options(nostack));
    r
}
