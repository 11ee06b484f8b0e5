//! Atomic accesses of 16 bytes, and of two words that need not be one.
use core::arch::asm;

#[cfg(target_arch = "aarch64")]
pub unsafe fn wide(p: *mut u128, lo: u64, hi: u64, nl: u64, nh: u64) -> (u64, u64) {
    let (mut a, mut b): (u64, u64);
    // tell: let old = crate::story::AtomicU128::from_ptr(p.cast::<u128>()).load(core::sync::atomic::Ordering::SeqCst); (a, b) = (old as u64, (old >> 64) as u64);
    asm!("caspal x2, x3, x2, x3, [{p}]", p = in(reg) p, inout("x2") 0u64 => a, inout("x3") 0u64 => b, options(nostack));

    // tell: use core::sync::atomic::Ordering; let old = match crate::story::AtomicU128::from_ptr(p.cast::<u128>()).compare_exchange(((hi as u128) << 64) | lo as u128, ((nh as u128) << 64) | nl as u128, Ordering::Acquire, Ordering::Acquire) { Ok(v) | Err(v) => v };
    asm!("caspa x6, x7, x4, x5, [{p}]", p = in(reg) p, inout("x6") lo => a, inout("x7") hi => b, in("x4") nl, in("x5") nh, options(nostack));

    // tell: let old = crate::story::AtomicU128::from_ptr(p.cast::<u128>()).swap(((h as u128) << 64) | l as u128, core::sync::atomic::Ordering::SeqCst);
    asm!("swppal {l}, {h}, [{p}]", p = in(reg) p, l = inout(reg) lo => a, h = inout(reg) hi => b, options(nostack));

    // tell: let old = crate::story::AtomicU128::from_ptr(p.cast::<u128>()).fetch_and((((!h) as u128) << 64) | (!l) as u128, core::sync::atomic::Ordering::Acquire);
    asm!("ldclrpa {l}, {h}, [{p}]", p = in(reg) p, l = inout(reg) lo => a, h = inout(reg) hi => b, options(nostack));

    // tell: let old = crate::story::AtomicU128::from_ptr(p.cast::<u128>()).fetch_or(((h as u128) << 64) | l as u128, core::sync::atomic::Ordering::Release);
    asm!("ldsetpl {l}, {h}, [{p}]", p = in(reg) p, l = inout(reg) lo => a, h = inout(reg) hi => b, options(nostack));

    // tell: use core::sync::atomic::{AtomicU64, Ordering}; let v0 = AtomicU64::from_ptr(p.cast::<u64>()).load(Ordering::Acquire); (a, b) = (v0, AtomicU64::from_ptr(p.wrapping_byte_add(8).cast::<u64>()).load(Ordering::Acquire));
    asm!("ldiapp {a}, {b}, [{p}]", p = in(reg) p, a = out(reg) a, b = out(reg) b, options(nostack));

    // tell: use core::sync::atomic::{AtomicU64, Ordering}; AtomicU64::from_ptr(p.cast::<u64>()).store(lo, Ordering::Release); AtomicU64::from_ptr(p.wrapping_byte_add(8).cast::<u64>()).store(hi, Ordering::Release);
    asm!("stilp {lo}, {hi}, [{p}]", p = in(reg) p, lo = in(reg) lo, hi = in(reg) hi, options(nostack));
    (a, b)
}

#[cfg(target_arch = "x86_64")]
pub unsafe fn exchange(p: *mut u128, lo: u64, hi: u64, nl: u64, nh: u64) -> (u64, u64) {
    let (mut a, mut b): (u64, u64);
    // tell: use core::sync::atomic::Ordering; core::hint::assert_unchecked((((p as usize as u64) as u8) & 0xf) == 0); let old = match crate::story::AtomicU128::from_ptr(p.cast::<u128>()).compare_exchange(((hi as u128) << 64) | lo as u128, ((nh as u128) << 64) | nl as u128, Ordering::SeqCst, Ordering::SeqCst) { Ok(v) | Err(v) => v };
    asm!(
        "xchg {nl}, rbx", "lock cmpxchg16b [rdi]", "mov rbx, {nl}",
        in("rdi") p, inout("rax") lo => a, inout("rdx") hi => b, in("rcx") nh, nl = inout(reg) nl => _, options(nostack)
    );
    (a, b)
}
