//@ target: x86_64-unknown-linux-gnu
//! Lies that show only behind calls, loops, shared registers or memory.
use core::arch::asm;

extern "C" fn callee() {}

pub unsafe fn calls(a: u64, b: u64, n: u64, p: *mut u64, f: extern "C" fn(u64, u64)) {
    let mut r: u64;
    // verdict: broken(operand-in-named-register)
    asm!("mov rax, {n}", "mov rdi, {a}", "syscall", n = in(reg) n, a = in(reg) a, lateout("rax") r, out("rdi") _, out("rcx") _, out("r11") _);
    // verdict: broken(operand-in-named-register)
    asm!("mov rax, {n}", "mov rdi, {a}", "syscall", n = in(reg) n, a = in(reg) a, lateout("rax") _, lateout("rdi") _, out("rcx") _, out("r11") _);
    // verdict: holds
    asm!("mov rax, {n}", "mov rdi, {a}", "syscall", n = in(reg) n, a = in(reg) a, out("rax") _, out("rdi") _, out("rcx") _, out("r11") _);
    // verdict: broken(operand-in-named-register)
    asm!("mov rdi, {x}", "mov rsi, {y}", "call {f}", f = sym callee, x = in(reg) a, y = in(reg) b, clobber_abi("C"));
    // verdict: broken(operand-in-named-register)
    asm!("mov rdi, {x}", "call {f}", f = in(reg) f, x = in(reg) a, clobber_abi("C"));
    // verdict: holds
    asm!("call {f}", f = in(reg) f, in("rdi") a, in("rsi") b, clobber_abi("C"));
    // verdict: broken(call-clobbers)
    asm!("call {f}", f = in(reg) f, in("rdi") a, in("rsi") b);
    // verdict: holds
    asm!("call [{f}]", f = in(reg) p, in("rdi") a, clobber_abi("C"));
    // verdict: broken(operand-in-named-register)
    asm!("call {f}", "inc qword ptr [{p}]", f = sym callee, p = in(reg) p, clobber_abi("C"));
    // verdict: holds
    asm!("inc qword ptr [{p}]", "call {f}", f = sym callee, p = in(reg) p, clobber_abi("C"));
    // verdict: broken(operand-in-named-register, stack-misaligned)
    asm!("push {x}", "call {f}", "pop {x}", "mov [{p}], {x}", f = sym callee, x = in(reg) a, p = in(reg) p, clobber_abi("C"));
    // verdict: broken(undefined-result-used)
    asm!("call {f}", "mov rax, r8", f = sym callee, out("rax") r, clobber_abi("C"));
    // verdict: broken(stack-misaligned, stack-pointer-changed)
    asm!("push {x}", "call {f}", f = sym callee, x = in(reg) a, clobber_abi("C"));
    // verdict: broken(stack-under-nostack)
    asm!("call {f}", f = sym callee, clobber_abi("C"), options(nostack));
    let _ = r;
}

pub unsafe fn late(a: u64, b: u64) {
    let mut r: u64;
    // verdict: bounded
    asm!("xor {t:e}, {t:e}", "2: inc {t}", "cmp {t}, 10", "jb 2b", "push rbx", "mov rbx, {x}", "call 3f", "pop rbx", "jmp 4f",
        "3: lea {r}, [rbx + {y}]", "ret", "4:", t = out(reg) _, x = in(reg) a, y = inout(reg) b => _, r = out(reg) r);
    // verdict: bounded
    asm!("xor {t:e}, {t:e}", "mov qword ptr [rsp - 8], 0", "2: mov {r}, [rsp - 8]", "mov [rsp - 8], r13", "inc {t}", "cmp {t}, 10", "jb 2b",
        t = out(reg) _, r = out(reg) r);
    // verdict: bounded
    asm!("xor {t:e}, {t:e}", "mov qword ptr [rsp - 8], 0", "2: mov {r}, [rsp - 8]", "mov [rsp - 8], rsi", "inc {t}", "cmp {t}, 10", "jb 2b",
        t = out(reg) _, r = out(reg) r, out("rsi") _);
    // verdict: holds | known weak: bounded, the stack that a loop carries
    asm!("xor {t:e}, {t:e}", "mov qword ptr [rsp - 8], 0", "2: mov {r}, [rsp - 8]", "mov [rsp - 8], rsi", "inc {t}", "cmp {t}, 10", "jb 2b",
        t = out(reg) _, r = out(reg) r, in("rsi") a);
    // verdict: bounded
    asm!("xor {t:e}, {t:e}", "2: mov {r}, [rsp - 8]", "mov [rsp - 8], rsi", "inc {t}", "cmp {t}, 10", "jb 2b",
        t = out(reg) _, r = out(reg) r, in("rsi") a);
    // verdict: bounded
    asm!("xor {t:e}, {t:e}", "2: inc {t}", "cmp {t}, 10", "jb 2b", "inc r12", t = out(reg) _);
    // verdict: bounded
    asm!("xor {t:e}, {t:e}", "2: inc {t}", "cmp {t}, 10", "jb 2b", "call {f}", "inc qword ptr [{p}]", f = sym callee, t = inout(reg) a => _, p = in(reg) b);
    // verdict: bounded
    asm!("xor eax, eax", "2: inc rax", "cmp rax, 10", "jb 2b", "call {f}", "inc qword ptr [{p}]", f = sym callee, p = in(reg) b, clobber_abi("C"));
    let _ = r;
}

pub unsafe fn equal(a: u64, b: u64) {
    let mut r: u64;
    // verdict: broken(inputs-may-share)
    asm!("xor {x}, {y}", "xor {x}, {y}", x = in(reg) a, y = in(reg) b);
    // verdict: broken(inputs-may-share)
    asm!("inc {x}", "mov {r}, {y}", "dec {x}", x = in(reg) a, y = in(reg) b, r = out(reg) r);
    // verdict: holds
    asm!("inc {x}", "mov {r}, {y}", "dec {x}", x = inout(reg) a => _, y = in(reg) b, r = out(reg) r);
    // verdict: broken(late-output-written-early)
    asm!("inc {x}", "mov {r}, {y}", "dec {x}", x = inlateout(reg) a => _, y = in(reg) b, r = out(reg) r);
    // verdict: holds
    asm!("xchg {x}, {y}", "xchg {x}, {y}", x = in(reg) a, y = in(reg) b);
    let _ = r;
}

pub unsafe fn caller_frame(a: u64) {
    let mut r: u64;
    // verdict: holds
    asm!("lock or dword ptr [rsp], 0", options(nostack));
    // verdict: broken(callers-frame-accessed)
    asm!("mov [rsp], {x}", x = in(reg) a);
    // verdict: broken(callers-frame-accessed)
    asm!("mov {r}, [rsp + 8]", r = out(reg) r);
    // verdict: broken(callers-frame-accessed)
    asm!("pop {r}", "push {r}", r = out(reg) r);
    // verdict: broken(callers-frame-accessed)
    asm!("push {x}", "mov [rsp + 8], {x}", "pop {x}", x = in(reg) a);
    // verdict: holds
    asm!("sub rsp, 32", "mov [rsp + 8], {x}", "add rsp, 32", x = in(reg) a);
    let _ = r;
}

pub unsafe fn leaves() {
    // verdict: broken(leaves-site)
    asm!("ret", options(noreturn));
}
