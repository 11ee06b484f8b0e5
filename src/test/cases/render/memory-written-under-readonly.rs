use core::arch::asm;

pub fn swap(p: &mut u8, new: u8) -> u8 {
    let old: u8;
    // verdict: broken(memory-written-under-readonly)
    unsafe { asm!("xchg [{p}], {v}", p = in(reg) p, v = inout(reg_byte) new => old, options(readonly, nostack)) }
    old
}
