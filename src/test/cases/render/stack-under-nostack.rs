use core::arch::asm;

pub fn callee_saved(x: u64) -> u64 {
    let result: u64;
    // verdict: broken(stack-under-nostack)
    unsafe { asm!("push rbx", "mov rbx, rdi", "lea rax, [rbx + rbx]", "pop rbx", in("rdi") x, lateout("rax") result, options(nomem, preserves_flags, nostack)) }
    result
}
