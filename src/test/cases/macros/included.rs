//@ target: x86_64-unknown-linux-gnu
//! Templates from files.
use core::arch::{asm, global_asm};

// verdict: holds
global_asm!(include_str!("included.s"), zero = const 0, options(att_syntax));

pub unsafe fn block() {
    // verdict: broken(register-not-declared)
    asm!("mov eax, 1", include_str!(concat!("nop", ".s")));
    // verdict: unknown(outside of the package)
    asm!(include_str!("../stack.rs"));
    // verdict: unknown(not to be read)
    asm!(include_str!("missing.s"));
    // verdict: unknown(no file of at most)
    asm!(include_str!("."));
}
