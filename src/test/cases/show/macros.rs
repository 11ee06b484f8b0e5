#![cfg(target_arch = "x86_64")]
use core::arch::asm;

macro_rules! read_register {
    ($function:ident, $name:literal) => {
        pub unsafe fn $function() -> u64 {
            let value: u64;
            // verdict: holds
            //@ show: --allocation value=rdx
            asm!(
                concat!("mov {}, ", $name),
                out(reg) value,
                options(nomem, nostack, preserves_flags)
            );
            value
        }
    };
}

macro_rules! control_registers {
    ($($function:ident $name:literal),*) => { $(read_register!($function, $name);)* };
}

//@ show: --allocation value=rcx
control_registers!(cr0 "cr0", cr4 "cr4");
//@ show:
read_register!(cr2, "cr2");
//@ show:
read_register!(the_same_again, "cr0");

macro_rules! not_used {
    ($register:ident) => {
        // verdict: unknown
        //@ show:
        asm!(concat!("inc ", stringify!($register)))
    };
}
