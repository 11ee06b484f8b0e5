#![cfg(target_arch = "x86_64")]
use core::arch::asm;

macro_rules! stop {
    ($e:expr) => {
        // verdict: unknown
        //@ show:
        asm!("hlt", in("eax") $e)
    };
}

pub unsafe fn f(x: u64) {
    // verdict: unknown(refused)
    //@ show:
    asm!("nop", in("rbx") x);
    // verdict: unknown
    //@ show:
    asm!("mov {}, [", in(reg) x);
    // verdict: holds
    //@ show: --allocation x=r16
    asm!("/* {x} */", x = in(reg) x);
    // verdict: holds
    //@ show: --allocation y=rax
    asm!("/* {x} */", x = in(reg) x);
    // verdict: holds
    //@ show: --allocation x=xmm0
    asm!("/* {x} */", x = in(reg) x);
    // verdict: holds
    //@ show: --allocation x=rcx
    asm!("/* {x} */", x = in(reg) x, out("rcx") _);
    // verdict: holds
    //@ show: --target aarch64
    asm!("nop");
}

// verdict: holds
//@ show:
core::arch::global_asm!("f: nop", "ret");
