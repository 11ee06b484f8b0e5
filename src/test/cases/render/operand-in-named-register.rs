use core::arch::asm;

pub fn shifted(x: u64, by: u64, mask: u64) -> u64 {
    let result: u64;
    // verdict: broken(operand-in-named-register)
    unsafe {
        asm!(
            "mov rcx, {by}",
            "shl {x}, cl",
            "and {x}, {m}",
            by = in(reg) by, m = in(reg) mask, x = inout(reg) x => result, lateout("rcx") _,
        )
    }
    result
}
