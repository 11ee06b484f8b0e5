//@ target: x86_64-unknown-linux-gnu
use core::arch::asm;

fn entry() {}

pub fn go() {
    // verdict: broken(unspecified-abi-called)
    unsafe { asm!("call {f}", f = sym entry, clobber_abi("C")) }
}
