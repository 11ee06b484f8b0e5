use core::arch::asm;

pub fn callee_saved(x: u64) -> u64 {
    let result: u64;
    // verdict: broken(stack-under-nostack)
    unsafe { asm!("push rbx", "mov rbx, {x}", "lea {r}, [rbx + rbx]", "pop rbx", x = in(reg) x, r = lateout(reg) result, options(nomem, preserves_flags, nostack)) }
    result
}
