//@ target: armv4t-unknown-linux-gnueabi
//! Helpers of a kernel at fixed addresses, and calls of processors without an instruction for them.
use core::arch::asm;

pub unsafe fn barrier() {
    // verdict: holds
    asm!("mov lr, pc", "bx {f}", f = in(reg) 0xffff0fa0u32, out("lr") _);
    // verdict: holds
    asm!("bl 120f", "b 121f", "120:", "bx {f}", "121:", f = inout(reg) 0xffff0fa0u32 => _, out("lr") _);
}

pub unsafe fn exchange(old: u32, new: u32, p: *mut u32) -> u32 {
    let r: u32;
    // verdict: holds
    asm!("mov lr, pc", "bx r3", inout("r0") old => r, in("r1") new, in("r2") p, inout("r3") 0xffff0fc0u32 => _, out("ip") _, out("lr") _);
    // verdict: broken(register-not-declared)
    asm!("mov lr, pc", "bx r3", inout("r0") old => _, in("r1") new, in("r2") p, inout("r3") 0xffff0fc0u32 => _, out("ip") _);
    // verdict: broken(call-clobbers, flags-not-preserved)
    asm!("mov lr, pc", "bx {f}", inout("r0") old => _, in("r1") new, in("r2") p, f = inout(reg) 0xffff0fc0u32 => _, out("lr") _, options(preserves_flags));
    // verdict: bounded(convention)
    asm!("mov lr, pc", "bx {f}", inout("r0") old => _, in("r1") new, in("r2") p, f = inout(reg) 0xffff0f00u32 => _, out("lr") _);
    r
}

pub unsafe fn thread() -> usize {
    let mut pointer: usize = 0xffff0fe0;
    // verdict: broken(call-clobbers)
    asm!("mov lr, pc", "bx {f}", f = in(reg) 0xffff0fe0u32, out("lr") _);
    // verdict: holds
    asm!("mov lr, pc", "bx {f}", f = in(reg) 0xffff0fe0u32, out("r0") pointer, out("lr") _, options(preserves_flags));
    pointer
}

pub unsafe fn function(f: extern "C" fn(u32) -> u32, x: u32) -> u32 {
    let r: u32;
    // verdict: holds
    asm!("mov lr, pc", "bx r3", in("r3") f, inout("r0") x => r, clobber_abi("C"));
    // verdict: broken(call-clobbers)
    asm!("mov lr, pc", "bx {f}", f = in(reg) f, inout("r0") x => r, out("lr") _);
    r
}

const BARRIER: usize = 0xffff0fa0;

/// The helper cannot tell in which register of a class an operand is.
pub unsafe fn load(p: *const u32) -> u32 {
    let value;
    // verdict: holds
    asm!("ldr {v}, [{p}]", "mov lr, pc", "bx {f}", p = in(reg) p, v = out(reg) value, f = inout(reg) BARRIER => _, out("lr") _, options(nostack, preserves_flags));
    // verdict: broken(late-output-written-early)
    asm!("mov {v}, #1", "mov lr, pc", "bx {f}", v = lateout(reg) value, f = in(reg) BARRIER, out("lr") _, options(nostack));
    value
}
