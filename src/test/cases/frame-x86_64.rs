//@ target: x86_64-unknown-linux-gnu
use core::arch::asm;

pub unsafe fn frame(a: u64, b: u64, n: u32, p: *mut u64) {
    let mut r: u64;
    let mut s: u32;
    // verdict: broken(input-modified)
    asm!("inc {x}", x = in(reg) a);
    // verdict: holds
    asm!("inc {x}", "dec {x}", x = in(reg) a);
    // verdict: holds
    asm!("xchg {x}, {y}", "xchg {x}, {y}", x = in(reg) a, y = in(reg) b);
    // verdict: broken(input-modified)
    asm!("xchg {x}, {y}", x = in(reg) a, y = in(reg) b);
    // verdict: holds
    asm!("push {x}", "shl {x}, 3", "pop {x}", x = in(reg) a);
    // verdict: holds
    asm!("bswap {x}", "bswap {x}", x = in(reg) a);
    // verdict: holds
    asm!("not {x}", "not {x}", "neg {x}", "neg {x}", x = in(reg) a);
    // verdict: broken(inputs-may-share)
    asm!("xor {x}, {y}", "xor {y}, {x}", "xor {x}, {y}", "xchg {x}, {y}", x = in(reg) a, y = in(reg) b);
    // verdict: broken(input-modified)
    asm!("mov {x:e}, {x:e}", x = in(reg) n);
    // verdict: holds
    asm!("mov {x:l}, {x:l}", x = in(reg) a);
    // verdict: broken(register-not-declared)
    asm!("mov r12d, 1");
    // verdict: broken(register-not-declared)
    asm!("mov bl, 1");
    // verdict: holds
    asm!("push rbx", "mov rbx, 5", "pop rbx");
    // verdict: broken(register-not-declared)
    asm!("push rbx", "mov rbx, 5", "pop rcx", out("rcx") _);
    // verdict: holds
    asm!("push rbx", "push rbp", "mov ebx, 1", "mov ebp, 2", "pop rbp", "pop rbx");
    // verdict: broken(register-not-declared)
    asm!("push rbx", "push rbp", "mov ebx, 1", "pop rbx", "pop rbp");
    // verdict: broken(register-not-declared)
    asm!("mul {x}", x = in(reg) a, inout("rax") b => r);
    // verdict: holds
    asm!("mul {x}", x = in(reg) a, inout("rax") b => r, out("rdx") _);
    // verdict: holds
    asm!("div {x:e}", x = in(reg) n, inout("eax") n => s, inout("edx") 0 => _);
    // verdict: broken(register-not-declared)
    asm!("rdtsc", out("eax") s);
    // verdict: broken(register-not-declared)
    asm!("lodsb", inout("rsi") p => _);
    // verdict: holds
    asm!("lodsb", inout("rsi") p => _, out("al") _);
    // verdict: broken(register-not-declared)
    asm!("movd xmm3, {x:e}", x = in(reg) n);
    // verdict: holds
    asm!("movd xmm3, {x:e}", x = in(reg) n, out("xmm3") _);
    // verdict: broken(register-not-declared)
    asm!("vzeroupper", out("xmm0") _);
    // verdict: holds
    asm!("cmp {x}, {y}", "cmove {r}, {x}", x = in(reg) a, y = in(reg) b, r = inout(reg) b => r);
    // verdict: broken(stack-pointer-changed)
    asm!("push {x}", x = in(reg) a);
    // verdict: broken(stack-pointer-changed)
    asm!("add rsp, 8", "sub rsp, 16");
    // verdict: holds
    asm!("sub rsp, 32", "mov [rsp], {x}", "add rsp, 32", x = in(reg) a);
    // verdict: holds
    asm!("mov {t}, rsp", "and rsp, -64", "push {x}", "mov rsp, {t}", x = in(reg) a, t = out(reg) _);
    // verdict: broken(direction-flag-set)
    asm!("std");
    // verdict: holds
    asm!("std", "cld");
    // verdict: holds
    asm!("pushfq", "std", "popfq");
    let _ = (r, s);
}

pub unsafe fn flags(a: u64, b: u64, p: *mut u64) {
    let mut r: u64 = 0;
    // verdict: holds
    asm!("lea {r}, [{x} + 4*{y}]", x = in(reg) a, y = in(reg) b, r = out(reg) r, options(pure, nomem, nostack, preserves_flags));
    // verdict: broken(flags-not-preserved)
    asm!("test {x}, {x}", x = in(reg) a, options(nomem, nostack, preserves_flags));
    // verdict: holds
    asm!("pushfq", "test {x}, {x}", "popfq", x = in(reg) a, options(nomem, preserves_flags));
    // verdict: broken(flags-not-preserved)
    asm!("pushfq", "popfq", "inc {x}", x = inout(reg) a => _, options(nomem, preserves_flags));
    // verdict: holds
    asm!("mov {r}, {x}", "not {r}", "bswap {r}", x = in(reg) a, r = out(reg) r, options(pure, nomem, nostack, preserves_flags));
    // verdict: broken(flags-not-preserved)
    asm!("shl {x}, cl", x = inout(reg) a => r, in("cl") 3u8, options(pure, nomem, nostack, preserves_flags));
    // verdict: holds
    asm!("rorx {r}, {x}, 5", x = in(reg) a, r = out(reg) r, options(pure, nomem, nostack, preserves_flags));
    // verdict: broken(flags-not-preserved)
    asm!("lock inc qword ptr [{p}]", p = in(reg) p, options(nostack, preserves_flags));
    // verdict: holds
    asm!("xchg [{p}], {x}", p = in(reg) p, x = inout(reg) a => r, options(nostack, preserves_flags));
    // verdict: holds
    asm!("syscall", inlateout("rax") a => r, out("rcx") _, out("r11") _, options(nostack, preserves_flags));
    let _ = r;
}

pub unsafe fn memory(a: u64, p: *mut u64) {
    let mut r: u64;
    static WORD: u64 = 7;
    // verdict: broken(memory-under-nomem)
    asm!("mov {r}, [{p}]", p = in(reg) p, r = out(reg) r, options(nomem, nostack));
    // verdict: broken(memory-under-nomem)
    asm!("mov [{p}], {x}", p = in(reg) p, x = in(reg) a, options(nomem, nostack));
    // verdict: broken(memory-under-nomem)
    asm!("mov {r}, [rip + {w}]", w = sym WORD, r = out(reg) r, options(nomem, nostack));
    // verdict: holds
    asm!("lea {r}, [rip + {w}]", w = sym WORD, r = out(reg) r, options(nomem, nostack));
    // verdict: holds
    asm!("push {x}", "pop {r}", x = in(reg) a, r = out(reg) r, options(nomem));
    // verdict: broken(memory-written-under-readonly)
    asm!("xchg [{p}], {x}", p = in(reg) p, x = inout(reg) a => r, options(readonly, nostack));
    // verdict: holds
    asm!("mov {r}, [{p}]", p = in(reg) p, r = lateout(reg) r, options(pure, readonly, nostack));
    // verdict: broken(memory-written-under-readonly)
    asm!("rep stosq", inout("rcx") a => _, inout("rdi") p => _, in("rax") 0u64, options(readonly, nostack));
    // verdict: broken(memory-under-nomem)
    asm!("test byte ptr [{p}], 1", "jz 2f", "nop", "2:", p = in(reg) p, options(nomem, nostack));
    // verdict: broken(stack-under-nostack)
    asm!("call 2f", "2: add rsp, 8", options(nostack));
    // verdict: broken(stack-under-nostack)
    asm!("mov [rsp - 8], {x}", x = in(reg) a, options(nostack));
    // verdict: holds
    asm!("mov [rsp - 8], {x}", x = in(reg) a);
    // verdict: holds
    asm!("prefetcht0 [{p}]", p = in(reg) p, options(readonly, nostack, preserves_flags));
    // verdict: holds
    asm!("lfence", "rdtsc", out("eax") _, out("edx") _, options(nomem, nostack, preserves_flags));
    // verdict: broken(not-pure)
    asm!("out dx, al", "mov {r}, 1", in("dx") 0x80u16, in("al") 1u8, r = out(reg) r, options(pure, nomem, nostack, preserves_flags));
    let _ = r;
}
