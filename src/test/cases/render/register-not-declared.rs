use core::arch::asm;

pub fn timestamp() -> u64 {
    let low: u32;
    // verdict: broken(register-not-declared)
    unsafe { asm!("rdtscp", out("eax") low, options(nomem, nostack)) }
    low as u64
}
