use core::arch::asm;

pub fn second_byte(x: u64, mut sum: u32) -> u32 {
    // verdict: broken(allocation-does-not-assemble)
    unsafe { asm!("movzx {t:e}, dh", "add {s:e}, {t:e}", t = out(reg) _, s = inout(reg) sum, in("rdx") x) }
    sum
}
