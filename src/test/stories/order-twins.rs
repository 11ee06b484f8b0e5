//! Functions whose stories order accesses, compared as wholes.
use core::arch::asm;
use core::sync::atomic::*;

#[cfg(target_arch = "x86_64")]
pub unsafe fn fence_without_memory() {
    if cfg!(miri) {
        fence(Ordering::SeqCst)
    } else {
        // proof: broken(story-broken)
        asm!("mfence", options(nomem, nostack))
    }
}

#[cfg(target_arch = "x86_64")]
pub unsafe fn barrier_without_memory() {
    if cfg!(miri) {
        compiler_fence(Ordering::SeqCst)
    } else {
        // proof: broken(story-broken)
        asm!("", options(nomem, nostack))
    }
}

#[cfg(target_arch = "x86_64")]
pub unsafe fn barrier() {
    if cfg!(miri) {
        compiler_fence(Ordering::SeqCst)
    } else {
        // proof: holds
        asm!("", options(nostack))
    }
}

#[cfg(target_arch = "x86_64")]
pub unsafe fn weak_store(p: *mut u64, x: u64) {
    if cfg!(miri) {
        (*p.cast::<AtomicU64>()).store(x, Ordering::SeqCst)
    } else {
        // proof: broken(story-broken)
        asm!("mov [{p}], {x}", p = in(reg) p, x = in(reg) x, options(nostack))
    }
}

#[cfg(target_arch = "x86_64")]
pub unsafe fn beside_a_fence(p: *mut u64, x: u64) {
    if cfg!(miri) {
        (*p.cast::<AtomicU64>()).store(x, Ordering::SeqCst)
    } else {
        *p = x;
        // proof: unknown(an atomic or volatile access where there is no site)
        asm!("mfence", options(nostack))
    }
}

#[cfg(target_arch = "x86_64")]
pub unsafe fn two_stores(p: *mut u64, q: *mut u64, x: u64) {
    if cfg!(miri) {
        (*p.cast::<AtomicU64>()).store(x, Ordering::Release);
        (*q.cast::<AtomicU64>()).store(x, Ordering::Release);
    } else {
        // proof: holds
        asm!("mov [{p}], {x}", "mov [{q}], {x}", p = in(reg) p, q = in(reg) q, x = in(reg) x, options(nostack))
    }
}

#[cfg(target_arch = "x86_64")]
pub unsafe fn in_two_steps(p: *mut u64, x: u64) -> u64 {
    if cfg!(miri) {
        let a = &*p.cast::<AtomicU64>();
        let v = a.load(Ordering::Acquire);
        a.store(v.wrapping_add(x), Ordering::Release);
        v
    } else {
        let r: u64;
        // proof: holds
        asm!("mov {r}, [{p}]", "add {x}, {r}", "mov [{p}], {x}", p = in(reg) p, x = inout(reg) x => _, r = out(reg) r, options(nostack));
        r
    }
}

#[cfg(target_arch = "aarch64")]
pub unsafe fn two_sites(p: *mut u64, x: u64) {
    if cfg!(miri) {
        (*p.cast::<AtomicU64>()).store(x, Ordering::Release)
    } else {
        // proof: holds
        asm!("dmb ish", options(nostack));
        asm!("str {x}, [{p}]", p = in(reg) p, x = in(reg) x, options(nostack))
    }
}

#[cfg(target_arch = "aarch64")]
pub unsafe fn two_sites_swapped(p: *mut u64, x: u64) {
    if cfg!(miri) {
        (*p.cast::<AtomicU64>()).store(x, Ordering::Release)
    } else {
        // proof: broken(story-broken)
        asm!("str {x}, [{p}]", p = in(reg) p, x = in(reg) x, options(nostack));
        asm!("dmb ish", options(nostack))
    }
}
