//@ target: x86_64-unknown-linux-gnu
use core::arch::{asm, naked_asm};

extern "C" fn callee() {}

pub unsafe fn control(a: u64, p: *mut u32) {
    let r: u64;
    // verdict: broken(leaves-site)
    asm!("ret");
    // verdict: broken(leaves-site)
    asm!("jmp {f}", f = sym callee);
    // verdict: holds
    asm!("jmp 2f", "ud2", "2:");
    // verdict: holds
    asm!("test {x}, {x}", "jz {l}", x = in(reg) a, l = label { return; });
    // verdict: broken(undefined-flag-read)
    asm!("jz {l}", l = label { return; });
    // verdict: broken(narrow-value-read-wide)
    asm!("test {x:r}, {x:r}", "jz {l}", x = in(reg) a as u32, l = label { return; });
    // verdict: broken(stack-pointer-changed)
    asm!("push {x}", "test {x}, {x}", "jz {l}", "pop {x}", x = in(reg) a, l = label { return; });
    // verdict: broken(register-not-declared)
    asm!("mov r14, {x}", "test {x}, {x}", "jz {l}", x = in(reg) a, l = label { return; });
    // verdict: holds
    asm!("call 2f", "jmp 3f", "2: ret", "3:");
    // verdict: broken(call-clobbers)
    asm!("call {f}", f = sym callee);
    // verdict: holds
    asm!("call {f}", f = sym callee, clobber_abi("C"));
    // verdict: broken(operand-in-named-register)
    asm!("call {f}", "mov rax, {x}", f = sym callee, x = in(reg) a, lateout("rax") r, clobber_abi("C"));
    // verdict: broken(undefined-label)
    asm!("jmp 7f");
    // verdict: broken(hanging-prefix)
    asm!("rep", options(nomem, nostack));
    // verdict: broken(control-state-changed)
    asm!("ldmxcsr [{p}]", p = in(reg) p, options(nostack));
    // verdict: holds
    asm!("stmxcsr [{p}]", "ldmxcsr [{p}]", p = in(reg) p, options(nostack));
    // verdict: broken(syntax-not-restored)
    asm!(".code32", "nop");
    // verdict: broken(section-not-restored)
    asm!(".data", ".long 1", ".text");
    // verdict: holds
    asm!(".pushsection .rodata", "5: .long 1", ".popsection", "lea {r}, [rip + 5b]", r = out(reg) _);
    let _ = r;
}

pub unsafe fn never() -> ! {
    // verdict: holds
    asm!("2: hlt", "jmp 2b", options(noreturn))
}

pub unsafe fn never_trap(a: u64) -> ! {
    // verdict: bounded(it ends with a system call)
    asm!("syscall", in("rax") 60_u64, in("rdi") 0_u64, options(noreturn));
    // verdict: broken(falls-through-noreturn)
    asm!("syscall", "nop", in("rax") 60_u64, in("rdi") 0_u64, options(noreturn));
    // verdict: holds
    asm!("sidt [rsp + 16]", "lidt [rsp + 16]", "2: jmp 2b", options(noreturn));
    // verdict: broken(falls-through-noreturn)
    asm!("test {x}, {x}", "jnz 2f", "ud2", "2:", x = in(reg) a, options(noreturn))
}

pub unsafe fn exit() -> ! {
    // verdict: bounded(it ends with a system call)
    asm!("syscall", in("rax") 60, in("rdi") 0, options(noreturn))
}

pub unsafe fn exit_trap() -> ! {
    // verdict: holds
    asm!("syscall", "ud2", in("rax") 60, in("rdi") 0, options(noreturn))
}

#[unsafe(naked)]
pub extern "C" fn naked_good(_: u64) -> u64 {
    // verdict: holds
    naked_asm!("push rbp", "mov rbp, rsp", "push rbx", "mov rbx, rdi", "mov rax, rbx", "pop rbx", "leave", "ret")
}

#[unsafe(naked)]
pub extern "C" fn naked_bad(_: u64) -> u64 {
    // verdict: broken(callee-saved-changed)
    naked_asm!("push rbp", "mov rbp, rsp", "mov r15, rdi", "mov rax, r15", "pop rbp", "ret")
}

#[unsafe(naked)]
pub extern "C" fn naked_tail(_: u64) {
    // verdict: holds
    naked_asm!("jmp {f}", f = sym callee)
}

#[unsafe(naked)]
pub extern "C" fn naked_tail_unbalanced(_: u64) {
    // verdict: broken(unbalanced-return)
    naked_asm!("push rax", "jmp {f}", f = sym callee)
}

#[unsafe(naked)]
pub extern "sysv64" fn naked_end(_: u64) {
    // verdict: broken(falls-through-noreturn)
    naked_asm!("test rdi, rdi", "jz 2f", "ret", "2:")
}
