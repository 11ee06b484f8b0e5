//@ target: x86_64-unknown-linux-gnu
//! Registers and memory that an instruction uses without naming them.
use core::arch::asm;

pub unsafe fn implicit(a: u64, b: u64, n: usize, c: u8, p: *mut u64, q: *const u64) {
    let mut r: u64;
    let mut z: u8;
    // verdict: broken(register-not-declared)
    asm!("cpuid", inout("eax") 0 => _, out("ecx") _, out("edx") _);
    // verdict: broken(register-not-declared)
    asm!("rdtscp", out("eax") _, out("edx") _);
    // verdict: holds
    asm!("rdtscp", out("eax") _, out("edx") _, out("ecx") _, options(nomem, nostack, preserves_flags));
    // verdict: broken(register-not-declared)
    asm!("rdmsr", in("ecx") 0x10, out("eax") _, options(nomem, nostack));
    // verdict: holds
    asm!("wrmsr", in("ecx") 0x10, in("eax") 1, in("edx") 0, options(nostack, preserves_flags));
    // verdict: holds
    asm!("xgetbv", in("ecx") 0, out("eax") _, out("edx") _, options(nomem, nostack));
    // verdict: broken(register-not-declared, undeclared-register-read)
    asm!("lock cmpxchg [{p}], {x}", p = in(reg) p, x = in(reg) a);
    // verdict: broken(input-modified)
    asm!("lock cmpxchg [{p}], {x}", p = in(reg) p, x = in(reg) a, in("rax") b);
    // verdict: holds
    asm!("lock cmpxchg [{p}], {x}", "sete {z}", p = in(reg) p, x = in(reg) a, inout("rax") b => r, z = out(reg_byte) z, options(nostack));
    // verdict: broken(memory-written-under-readonly)
    asm!("lock cmpxchg [{p}], {x}", p = in(reg) p, x = in(reg) a, inout("rax") b => r, options(nostack, readonly));
    // verdict: broken(input-modified)
    asm!("lock xadd [{p}], {x}", p = in(reg) p, x = in(reg) a);
    // verdict: holds
    asm!("lock xadd [{p}], {x}", p = in(reg) p, x = inout(reg) a => r, options(nostack));
    // verdict: broken(input-modified)
    asm!("xadd {x}, {y}", x = inout(reg) a => r, y = in(reg) b);
    // verdict: broken(input-modified)
    asm!("rep movsb", in("rsi") q, in("rdi") p, inout("rcx") n => _);
    // verdict: holds
    asm!("rep movsb", inout("rsi") q => _, inout("rdi") p => _, inout("rcx") n => _, options(nostack, preserves_flags));
    // verdict: holds
    asm!("stosq", inout("rdi") p => _, in("rax") 0u64, in("rcx") n, options(nostack));
    // verdict: broken(input-modified)
    asm!("rep stosq", inout("rdi") p => _, in("rax") 0u64, in("rcx") n, options(nostack));
    // verdict: broken(direction-flag-set)
    asm!("std", "movsb", inout("rsi") q => _, inout("rdi") p => _);
    // verdict: holds
    asm!("std", "rep movsb", "cld", inout("rsi") q => _, inout("rdi") p => _, inout("rcx") n => _);
    // verdict: broken(register-not-declared)
    asm!("push rbx", "mov rbx, {p}", "xlatb", "pop rbx", p = in(reg) p);
    // verdict: holds
    asm!("push rbx", "mov rbx, rdi", "xlatb", "pop rbx", in("rdi") p, inout("al") c => z);
    // verdict: holds
    asm!("bt [{p}], {x}", "setc {z}", p = in(reg) p, x = in(reg) a, z = out(reg_byte) z, options(nostack, readonly));
    // verdict: broken(memory-written-under-readonly)
    asm!("bts [{p}], {x}", p = in(reg) p, x = in(reg) a, options(nostack, readonly));
    // verdict: broken(memory-under-nomem)
    asm!("btr qword ptr [{p}], 5", p = in(reg) p, options(nostack, nomem));
    // verdict: broken(input-modified)
    asm!("btc {x}, 5", x = in(reg) a);
    // verdict: broken(register-not-declared)
    asm!("mul {x:l}", x = in(reg) a);
    // verdict: holds
    asm!("mul {x:l}", x = in(reg) a, inout("al") c => z);
    // verdict: broken(input-modified)
    asm!("imul {x}", x = in(reg) a, in("rdx") b, inout("rax") a => r);
    // verdict: holds
    asm!("imul {x}, {y}", x = inout(reg) a => r, y = in(reg) b, options(pure, nomem, nostack));
    // verdict: holds
    asm!("cmpxchg {x}, {y}", x = inout(reg) a => r, y = in(reg) b, inout("rax") n => _);
    // verdict: broken(operand-in-named-register)
    asm!("mov rcx, {n}", "mov rdi, {p}", "rep stosb", n = in(reg) n, p = in(reg) p, in("al") c, lateout("rcx") _, lateout("rdi") _);
    // verdict: holds
    asm!("mov rcx, {n}", "mov rdi, {p}", "rep stosb", n = in(reg) n, p = in(reg) p, in("al") c, out("rcx") _, out("rdi") _);
    // verdict: broken(register-not-declared)
    asm!("syscall", inlateout("rax") a => r, out("rcx") _);
    // verdict: holds
    asm!("in al, dx", in("dx") 0x60u16, out("al") z, options(nomem, nostack, preserves_flags));
    // verdict: holds
    asm!("out dx, eax", in("dx") 0x60u16, in("eax") 1u32, options(nomem, nostack, preserves_flags));
    // verdict: broken(input-modified)
    asm!("insb", in("dx") 0x60u16, in("rdi") p);
    // verdict: broken(register-not-declared)
    asm!("monitor", "mwait", "vzeroall", in("rax") p, in("ecx") 0, in("edx") 0);
    // verdict: holds
    asm!("clflush [{p}]", "sfence", p = in(reg) p, options(nostack, preserves_flags));
    let _ = (r, z);
}

pub fn processor(leaf: u32) -> [u8; 12] {
    let mut name = [0u8; 12];
    // verdict: holds
    unsafe { asm!("push rbx", "cpuid", "mov [rdi], ebx", "mov [rdi + 4], edx", "mov [rdi + 8], ecx", "pop rbx", inout("eax") 0 => _, in("rdi") name.as_mut_ptr(), out("ecx") _, out("edx") _) };
    // verdict: broken(output-read-before-written)
    unsafe { asm!("push rbx", "cpuid", "mov [rdi], ebx", "pop rbx", inout("eax") 7 => _, in("rdi") name.as_mut_ptr(), out("ecx") _, out("edx") _) };
    // verdict: broken(output-read-before-written)
    unsafe { asm!("push rbx", "cpuid", "mov [rdi], ebx", "pop rbx", inout("eax") leaf => _, in("rdi") name.as_mut_ptr(), out("ecx") _, out("edx") _) };
    // verdict: broken(operand-in-named-register)
    unsafe { asm!("push rbx", "cpuid", "mov [{0}], ebx", "pop rbx", in(reg) name.as_mut_ptr(), inout("eax") 0 => _, out("ecx") _, out("edx") _) };
    name
}
