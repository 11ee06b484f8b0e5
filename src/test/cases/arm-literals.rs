//@ target: thumbv7em-none-eabi
//! Literals that the assembler puts behind the last statement.
#[cfg(target_arch = "arm")]
pub unsafe fn constants() -> u32 {
    let r: u32;
    // verdict: holds
    core::arch::asm!("ldr {r}, =0x12345678", r = out(reg) r);
    // verdict: holds
    core::arch::asm!("ldr {r}, =0xe000ed08", "ldr {r}, [{r}]", r = out(reg) r, options(nostack, readonly));
    // verdict: holds
    core::arch::asm!("ldr {r}, =0xe000ed08", "nop", "ldr {r}, [{r}]", "nop", r = out(reg) r, options(nostack, readonly));
    // verdict: broken(input-modified)
    core::arch::asm!("ldr {r}, =0x12345678", r = in(reg) 5);
    r
}
