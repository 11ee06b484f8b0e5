use core::arch::asm;

pub fn smaller(a: u64, b: u64) -> u64 {
    let mut least = b;
    // verdict: broken(undefined-flag-read)
    unsafe { asm!("mov {t}, {a}", "cmovb {l}, {t}", a = in(reg) a, t = out(reg) _, l = inout(reg) least) }
    least
}
