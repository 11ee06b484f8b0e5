//@ target: x86_64-unknown-linux-gnu
use core::arch::asm;

extern "C" fn tick() {}

pub fn call_it() {
    // verdict: broken(call-under-nomem)
    unsafe { asm!("call {f}", f = sym tick, clobber_abi("C"), options(nomem)) }
}
