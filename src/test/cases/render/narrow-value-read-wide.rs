use core::arch::asm;

pub unsafe fn element(table: *const u64, index: u32) -> u64 {
    let value: u64;
    // verdict: broken(narrow-value-read-wide)
    asm!("mov {v}, [{t} + 8*{i:r}]", t = in(reg) table, i = in(reg) index, v = out(reg) value, options(pure, readonly, nostack));
    value
}
