use core::arch::asm;

pub fn swap(b: u64) -> u64 {
    let result: u64;
    // verdict: unknown
    unsafe { asm!("mov {r}, rbx", in("rbx") b, r = out(reg) result) }
    result
}
