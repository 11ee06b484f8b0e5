use core::arch::asm;

pub fn lowest_bit(x: u64) -> u64 {
    let index: u64;
    // verdict: broken(undefined-result-used)
    unsafe { asm!("mov {i:e}, 64", "bsf {i}, {x}", "setc {x:l}", "add {i:l}, {x:l}", x = inout(reg) x => _, i = out(reg) index, options(nomem, nostack)) }
    index
}
