use core::arch::asm;

pub fn set_bit(bit: u32) -> u64 {
    let word: u64;
    // verdict: broken(output-read-before-written)
    unsafe { asm!("mov {t:e}, {b:e}", "bts {w}, {t}", b = in(reg) bit, t = out(reg) _, w = out(reg) word) }
    word
}
