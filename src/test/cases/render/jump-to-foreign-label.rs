use core::arch::asm;

pub fn probe(x: u64) {
    // verdict: broken(jump-to-foreign-label)
    unsafe { asm!("test {x}, {x}", "jz .Lfault", x = in(reg) x, options(nomem, nostack)) }
}

pub fn fault() {
    // fabula: allow(named-label): the jump above goes here
    // verdict: broken()
    unsafe { asm!(".Lfault: nop", options(nomem, nostack)) }
}
