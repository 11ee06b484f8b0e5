//@ target: x86_64-unknown-linux-gnu
//! Forms that real crates have.
use core::arch::{asm, naked_asm};
use core::mem::MaybeUninit;

extern "C" fn handle(_: usize) {}

extern "C" fn entry(_stack: *mut usize) -> ! {
    loop {}
}

pub unsafe fn traps() {
    // verdict: holds
    asm!("int3", options(nomem, nostack));
    // verdict: broken(system-call-under-nomem)
    asm!("int 0x80", options(nomem, nostack));
}

#[unsafe(naked)]
unsafe extern "C" fn start() -> ! {
    // verdict: holds
    naked_asm!("mov rdi, rsp", "push rbp", "xor ebx, ebx", "jmp {entry}", entry = sym entry)
}

#[unsafe(naked)]
unsafe extern "C" fn forward(_a: usize) {
    // verdict: broken(callee-saved-changed)
    naked_asm!("xor ebx, ebx", "jmp {handle}", handle = sym handle)
}

#[unsafe(naked)]
unsafe extern "C" fn forward_for_good(_a: usize) {
    // verdict: holds
    naked_asm!("xor ebx, ebx", "jmp {entry}", entry = sym entry)
}

pub unsafe fn stack_kept_in_r14(number: u64, dest: u64) {
    // verdict: holds
    asm!(
        "mov r14, rsp",
        "syscall",
        "mov rsp, r14",
        inlateout("rax") number => _,
        in("rdi") dest,
        lateout("rcx") _,
        lateout("r11") _,
        lateout("r14") _,
    );
    // verdict: broken(stack-pointer-changed)
    asm!(
        "mov r11, rsp",
        "syscall",
        "mov rsp, r11",
        inlateout("rax") number => _,
        in("rdi") dest,
        lateout("rcx") _,
        lateout("r11") _,
    );
}

pub unsafe fn read_byte(p: *const u8) -> u8 {
    let val: u64;
    // verdict: broken(output-not-written)
    asm!("mov {0:l}, [{1}]", out(reg) val, in(reg) p, options(nostack, readonly, preserves_flags));
    val as u8
}

pub unsafe fn exchange_as_fence(dst: *mut u64, val: u64, p: *mut MaybeUninit<u64>) {
    // verdict: holds
    asm!(
        "mov qword ptr [{dst}], {val}",
        "xchg qword ptr [{p}], {tmp}",
        dst = in(reg) dst,
        val = in(reg) val,
        p = inout(reg) p => _,
        tmp = lateout(reg) _,
        options(nostack, preserves_flags),
    );
    // verdict: broken(late-output-written-early)
    asm!(
        "mov {tmp}, 1",
        "mov qword ptr [{dst}], {val}",
        dst = in(reg) dst,
        val = in(reg) val,
        tmp = lateout(reg) _,
        options(nostack, preserves_flags),
    );
}

pub unsafe fn segments(code: u64, data: u64) {
    // verdict: broken(register-not-declared)
    asm!(
        "movw %cx, %ds",
        "pushq %rdx",
        "leaq 1f(%rip), %rax",
        "pushq %rax",
        "lretq",
        "1:",
        in("rdx") code,
        in("rcx") data,
        options(att_syntax),
    );
}

pub unsafe fn send_words(port: u16, data: &[u16]) {
    // verdict: broken(input-modified)
    asm!(
        "rep outsw",
        in("dx") port,
        in("rsi") data.as_ptr(),
        inout("rcx") data.len() => _,
        options(att_syntax),
    );
}

#[naked]
pub extern "C" fn naked_of_old() -> usize {
    // verdict: holds
    unsafe { asm!("mov rax, r15", "ret", options(noreturn)) }
}

pub extern "C" fn not_naked() -> usize {
    // verdict: broken(leaves-site)
    unsafe { asm!("mov rax, r15", "ret", options(noreturn)) }
}

pub unsafe fn jump_to_kernel(entry: *const (), parameters: *mut u8) -> ! {
    // verdict: broken(operand-in-named-register)
    asm!("mov rsi, {1}", "mov rax, {0}", "jmp rax", in(reg) entry, in(reg) parameters, options(noreturn))
}

#[naked]
pub unsafe extern "C" fn switch_of_old(_save: *mut usize, _next: usize) {
    // verdict: unknown(another stack)
    asm!("push rbx", "mov [rdi], rsp", "mov rsp, rsi", "pop rbx", "ret", options(noreturn))
}

#[naked]
pub unsafe extern "C" fn blocks_of_old() {
    // verdict: holds
    asm!("swapgs");
    // verdict: holds
    asm!("sysretq");
}

#[cfg(target_os = "linux")]
pub unsafe fn nobody_names_the_call(a: u64) {
    // verdict: broken(undeclared-register-read)
    asm!("syscall", in("rdi") a, lateout("rcx") _, lateout("r11") _, options(nostack));
    // verdict: broken(output-read-before-written)
    asm!("syscall", lateout("rax") _, lateout("rcx") _, lateout("r11") _, options(nostack));
    // verdict: holds
    asm!("mov eax, 39", "syscall", out("rax") _, lateout("rcx") _, lateout("r11") _, options(nostack));
}
