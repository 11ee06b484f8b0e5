use core::arch::asm;

pub fn quarter() -> u32 {
    let x: u32;
    // verdict: broken(assembler-fails)
    unsafe { asm!("nop", "mov {x:e}, 4/0", x = out(reg) x) }
    x
}
