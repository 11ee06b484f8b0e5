//@ target: x86_64-unknown-linux-gnu
//! Parts of registers, and ways to save and restore them.
use core::arch::asm;

pub unsafe fn parts(a: u64, b: u64, n: u32) {
    let mut r: u64;
    // verdict: broken(input-modified)
    asm!("mov ah, 5", in("rax") a);
    // verdict: holds
    asm!("mov ah, 5", inout("rax") a => r);
    // verdict: broken(input-modified)
    asm!("mov {x:h}, 1", x = in(reg_abcd) a);
    // verdict: broken(input-modified)
    asm!("mov {x:e}, {y:e}", x = in(reg) a, y = in(reg) b);
    // verdict: broken(register-not-declared)
    asm!("mov r8d, r8d");
    // verdict: holds
    asm!("mov r8w, r8w");
    // verdict: holds
    asm!("mov r8, r8");
    // verdict: broken(register-not-declared)
    asm!("xchg ebx, ebx");
    // verdict: broken(register-not-declared)
    asm!("xchg r8d, eax", out("rax") _);
    // verdict: holds
    asm!("xchg rax, rax");
    // verdict: holds
    asm!("xchg bx, bx");
    // verdict: broken(input-modified)
    asm!("cmp {x}, {x}", "cmovne {x:e}, {y:e}", x = in(reg) a, y = in(reg) b);
    // verdict: holds
    asm!("cmp {x}, {x}", "cmovne {x}, {y}", x = in(reg) a, y = in(reg) b);
    // verdict: holds
    asm!("add {x}, 5", "lea {x}, [{x} - 5]", x = in(reg) a);
    // verdict: broken(input-modified)
    asm!("add {x}, 5", "lea {x:e}, [{x} - 5]", x = in(reg) a);
    // verdict: holds
    asm!("rol {x}, 5", "rol {x}, 59", x = in(reg) a);
    // verdict: holds
    asm!("rcl {x}, 1", "rcr {x}, 1", x = in(reg) a);
    // verdict: broken(input-modified)
    asm!("rcl {x}, 1", "clc", "rcr {x}, 1", x = in(reg) a);
    // verdict: holds
    asm!("shl {x}, 64", x = in(reg) a, options(nomem, nostack, preserves_flags));
    // verdict: broken(input-modified)
    asm!("shl {x:e}, 32", x = in(reg) a);
    // verdict: holds
    asm!("and {x}, -1", "or {x}, 0", "xor {x}, 0", "add {x}, 0", x = in(reg) a);
    // verdict: broken(input-modified)
    asm!("or {x:e}, 0", x = in(reg) a);
    // verdict: holds
    asm!("or {x:x}, 0", "or {x:l}, 0", x = in(reg) a);
    // verdict: broken(input-modified)
    asm!("imul {x}, {x}, 3", x = in(reg) a);
    // verdict: broken(input-modified)
    asm!("inc {x:l}", x = in(reg) a);
    // verdict: broken(input-modified)
    asm!("cdqe", in("rax") a);
    // verdict: broken(register-not-declared)
    asm!("cqo", in("rax") a);
    // verdict: holds
    asm!("cqo", in("rax") a, out("rdx") _);
    // verdict: broken(register-not-declared)
    asm!("lahf");
    // verdict: holds
    asm!("movzx {r:e}, {x:l}", x = in(reg) n, r = out(reg) r);
    // verdict: holds
    asm!("mov {r}, {x}", "mov {r:l}, 0", x = in(reg) a, r = out(reg) r);
    // verdict: broken(narrow-value-read-wide)
    asm!("mov {r}, {x}", "mov {r:l}, 0", x = in(reg) n, r = out(reg) r);
    // verdict: broken(output-not-written)
    asm!("mov {r:l}, 0", r = out(reg) r);
    let _ = r;
}

pub unsafe fn saved(a: u64, b: u64, p: *mut u64, q: *mut u64) {
    let mut r: u64;
    // verdict: broken(register-not-declared)
    asm!("push bx", "mov rbx, 5", "pop bx");
    // verdict: holds
    asm!("push bx", "mov bx, 5", "pop bx");
    // verdict: holds
    asm!("movq xmm0, rbx", "mov ebx, 7", "movq rbx, xmm0", out("xmm0") _);
    // verdict: broken(register-not-declared)
    asm!("movd xmm0, ebx", "mov ebx, 7", "movd ebx, xmm0", out("xmm0") _);
    // verdict: broken(register-not-declared)
    asm!("movq xmm0, rbx", "mov ebx, 7", "movq rbx, xmm1", out("xmm0") _);
    // verdict: holds
    asm!("mov [rdi], rbx", "mov ebx, 5", "mov rbx, [rdi]", in("rdi") p);
    // verdict: broken(register-not-declared)
    asm!("mov [rdi], rbx", "mov ebx, 5", "mov [rsi], rax", "mov rbx, [rdi]", in("rdi") p, in("rsi") q, in("rax") a);
    // verdict: holds
    asm!("mov [rdi], rbx", "mov ebx, 5", "mov [rdi + 8], rax", "mov rbx, [rdi]", in("rdi") p, in("rax") a);
    // verdict: broken(register-not-declared)
    asm!("mov [rdi], rbx", "mov ebx, 5", "mov [rdi + 7], al", "mov rbx, [rdi]", in("rdi") p, in("rax") a);
    // verdict: holds
    asm!("mov [rsp - 8], rbx", "mov ebx, 5", "mov rbx, [rsp - 8]");
    // verdict: broken(register-not-declared)
    asm!("mov [rsp - 8], rbx", "push rax", "mov ebx, 1", "pop rax", "mov rbx, [rsp - 8]", in("rax") a);
    // verdict: holds
    asm!("sub rsp, 128", "push rbx", "mov ebx, 1", "pop rbx", "add rsp, 128");
    // verdict: broken(register-not-declared)
    asm!("sub rsp, 16", "mov [rsp], rbx", "mov ebx, 1", "mov [rsp + 4], eax", "mov rbx, [rsp]", "add rsp, 16", in("rax") a);
    // verdict: holds
    asm!("xchg [rdi], rbx", "mov rbx, [rdi]", in("rdi") p);
    // verdict: broken(register-not-declared)
    asm!("xchg [rdi], rbx", "xchg [rsi], rbx", in("rdi") p, in("rsi") q);
    // verdict: holds
    asm!("xchg rsi, rbx", "lock cmpxchg16b [rdi]", "xchg rsi, rbx", in("rdi") p, in("rsi") a, inout("rax") b => _, inout("rdx") b => _, in("rcx") a);
    // verdict: broken(register-not-declared)
    asm!("mov rbx, rsi", "lock cmpxchg16b [rdi]", in("rdi") p, in("rsi") a, inout("rax") b => _, inout("rdx") b => _, in("rcx") a);
    // verdict: broken(operand-in-named-register)
    asm!("xchg rsi, rbx", "lock cmpxchg16b [{p}]", "xchg rsi, rbx", p = in(reg) p, in("rsi") a, inout("rax") b => _, inout("rdx") b => _, in("rcx") a);
    // verdict: holds
    asm!("mov {t}, rbx", "cpuid", "xchg {t}, rbx", t = out(reg) r, inout("eax") 1 => _, inout("ecx") 0 => _, out("edx") _);
    // verdict: broken(register-not-declared)
    asm!("mov {t:e}, ebx", "cpuid", "xchg {t:e}, ebx", t = out(reg) r, inout("eax") 1 => _, inout("ecx") 0 => _, out("edx") _);
    // verdict: holds
    asm!("push r12", "push r13", "xor r12, r13", "xor r13, r12", "pop r13", "pop r12");
    // verdict: holds
    asm!("enter 16, 0", "leave");
    // verdict: holds
    asm!("push rbp", "mov rbp, rsp", "sub rsp, 32", "leave");
    // verdict: broken(register-not-declared)
    asm!("push rbp", "mov rbp, rsp", "add rsp, 8");
    let _ = r;
}

pub trait Device {
    type Value;
    fn read(&self) -> Self::Value;
}
pub struct Mapped<T>(T);
impl Device for Mapped<u16> {
    type Value = u16;
    fn read(&self) -> Self::Value {
        let value: Self::Value;
        // verdict: holds
        unsafe { asm!("mov {:x}, [{}]", out(reg) value, in(reg) &raw const self.0) };
        value
    }
}
impl Device for Mapped<u32> {
    type Value = u32;
    fn read(&self) -> Self::Value {
        let value: Self::Value;
        // verdict: broken(output-not-written)
        unsafe { asm!("mov {:x}, [{}]", out(reg) value, in(reg) &raw const self.0) };
        value
    }
}
