//@ target: aarch64-unknown-linux-gnu
//! Atomic arithmetic in memory.
use core::arch::asm;

pub unsafe fn adds(p: *mut f32, value: f32) -> f32 {
    let old: f32;
    // verdict: holds
    asm!(".arch_extension lsfe", "ldfaddal {v:s}, {o:s}, [{p}]", p = in(reg) p, v = in(vreg) value, o = lateout(vreg) old, options(nostack, preserves_flags));
    // verdict: broken(memory-under-nomem)
    asm!(".arch_extension lsfe", "stfmax {v:s}, [{p}]", p = in(reg) p, v = in(vreg) value, options(nomem, nostack));
    // verdict: broken(narrow-value-read-wide)
    asm!(".arch_extension lsfe", "ldfadd {v:d}, {o:d}, [{p}]", p = in(reg) p, v = in(vreg) value, o = lateout(vreg) _, options(nostack));
    old
}

macro_rules! address {
    ($pointer:ident) => {{
        let _: *const _ = $pointer;
        $pointer
    }};
}

pub trait Hidden {
    type Place;
    fn get(&self) -> Self::Place;
}

pub unsafe fn through_a_macro(cell: &impl Hidden) -> u32 {
    let place = cell.get();
    let value: u32;
    // verdict: holds
    asm!("ldr {v:w}, [{p}]", p = in(reg) address!(place), v = out(reg) value, options(nostack, preserves_flags));
    // verdict: bounded(the type of `p` is not known)
    asm!("ldr {v:w}, [{p}]", p = in(reg) place, v = out(reg) value, options(nostack, preserves_flags));
    value
}
