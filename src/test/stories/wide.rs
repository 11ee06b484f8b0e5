//! Atomic accesses of 16 bytes and of pairs against stories that say more or less.
use core::arch::asm;
use core::sync::atomic::*;
#[cfg(target_arch = "aarch64")]
pub unsafe fn wide(p: *mut u128, lo: u64, hi: u64) -> (u64, u64) {
    let (mut a, mut b): (u64, u64);
    // proof: broken(story-broken)
    // story: let v = crate::story::AtomicU128::from_ptr(p).swap(lo as u128, Ordering::SeqCst); a = v as u64; b = (v >> 64) as u64;
    asm!("swppa {lo}, {hi}, [{p}]", p = in(reg) p, lo = inout(reg) lo => a, hi = inout(reg) 0u64 => b, options(nostack));
    // proof: broken(story-broken)
    // story: let v = crate::story::AtomicU128::from_ptr(p).fetch_or((lo as u128) << 64 | hi as u128, Ordering::Relaxed); a = v as u64; b = (v >> 64) as u64;
    asm!("ldsetp {lo}, {hi}, [{p}]", p = in(reg) p, lo = inout(reg) lo => a, hi = inout(reg) hi => b, options(nostack));
    // A pair that is loaded exclusively is loaded in one only if it is then stored.
    // proof: unknown(a load-exclusive of a pair that no store-exclusive makes atomic has no meaning yet)
    // story: let v = crate::story::AtomicU128::from_ptr(p).load(Ordering::Relaxed); a = v as u64; b = (v >> 64) as u64;
    asm!("ldxp {a}, {b}, [{p}]", p = in(reg) p, a = out(reg) a, b = out(reg) b, options(nostack));
    // proof: unknown(a load-exclusive of a pair that no store-exclusive makes atomic has no meaning yet)
    // story: let v = crate::story::AtomicU128::from_ptr(p).load(Ordering::Relaxed); a = v as u64; b = (v >> 64) as u64;
    asm!("ldxp {a}, {b}, [{p}]", "stxp {r:w}, {a}, {b}, [{p}]", p = in(reg) p, a = out(reg) a, b = out(reg) b, r = out(reg) _, options(nostack));
    // proof: bounded(a loop is followed for 4 iterations)
    // story: let v = crate::story::AtomicU128::from_ptr(p).load(Ordering::Relaxed); a = v as u64; b = (v >> 64) as u64;
    asm!("2:", "ldxp {a}, {b}, [{p}]", "stxp {r:w}, {a}, {b}, [{p}]", "cbnz {r:w}, 2b", p = in(reg) p, a = out(reg) a, b = out(reg) b, r = out(reg) _, options(nostack));
    // Two words may be of two writes.
    // proof: unknown(an access that is not plainly the atomic one of the story has no meaning yet)
    // story: let v = crate::story::AtomicU128::from_ptr(p).load(Ordering::Relaxed); a = v as u64; b = (v >> 64) as u64;
    asm!("ldp {a}, {b}, [{p}]", p = in(reg) p, a = out(reg) a, b = out(reg) b, options(nostack));
    // proof: holds
    // story: a = AtomicU64::from_ptr(p.cast()).load(Ordering::Relaxed); b = AtomicU64::from_ptr(p.cast::<u64>().add(1)).load(Ordering::Relaxed);
    asm!("ldp {a}, {b}, [{p}]", p = in(reg) p, a = out(reg) a, b = out(reg) b, options(nostack));
    // proof: holds
    // story: a = AtomicU64::from_ptr(p.cast()).load(Ordering::Relaxed); b = AtomicU64::from_ptr(p.cast::<u64>().add(1)).load(Ordering::Acquire);
    asm!("ldp {a}, {b}, [{p}]", "dmb ishld", p = in(reg) p, a = out(reg) a, b = out(reg) b, options(nostack));
    // The fence is behind both: nothing orders the first before the second.
    // proof: broken(story-broken)
    // story: a = AtomicU64::from_ptr(p.cast()).load(Ordering::Acquire); b = AtomicU64::from_ptr(p.cast::<u64>().add(1)).load(Ordering::Acquire);
    asm!("ldp {a}, {b}, [{p}]", "dmb ishld", p = in(reg) p, a = out(reg) a, b = out(reg) b, options(nostack));
    // proof: holds
    // story: a = AtomicU64::from_ptr(p.cast()).load(Ordering::Acquire); b = AtomicU64::from_ptr(p.cast::<u64>().add(1)).load(Ordering::Acquire);
    asm!("ldiapp {a}, {b}, [{p}]", p = in(reg) p, a = out(reg) a, b = out(reg) b, options(nostack));
    // proof: unknown(another number of accesses to shared memory than in the code has no meaning yet)
    // story: a = AtomicU64::from_ptr(p.cast()).load(Ordering::Relaxed); b = AtomicU64::from_ptr(p.cast()).load(Ordering::Relaxed);
    asm!("ldr {a}, [{p}]", "mov {b}, {a}", p = in(reg) p, a = out(reg) a, b = out(reg) b, options(nostack));
    (a, b)
}
#[cfg(target_arch = "aarch64")]
pub unsafe fn failing(p: *mut u64, old: u64, new: u64) -> u64 {
    let mut r: u64;
    // proof: broken(story-broken)
    // story: r = match AtomicU64::from_ptr(p).compare_exchange(old, new, Ordering::Release, Ordering::Acquire) { Ok(v) | Err(v) => v };
    asm!("casl {old}, {new}, [{p}]", p = in(reg) p, old = inout(reg) old => r, new = in(reg) new, options(nostack));
    // proof: holds
    // story: r = match AtomicU64::from_ptr(p).compare_exchange(old, new, Ordering::Release, Ordering::Relaxed) { Ok(v) | Err(v) => v };
    asm!("casl {old}, {new}, [{p}]", p = in(reg) p, old = inout(reg) old => r, new = in(reg) new, options(nostack));
    r
}
#[cfg(target_arch = "x86_64")]
pub unsafe fn filled(p: *mut u64, n: usize, x: u64) {
    // proof: unknown(an access of an extent that is not constant has no meaning yet)
    // story: crate::story::fill(p, x, n.wrapping_add(1));
    asm!("rep stosq", inout("rcx") n => _, inout("rdi") p => _, in("rax") x, options(nostack, preserves_flags));
    // proof: holds
    // story: crate::story::fetch_neg(p, Ordering::SeqCst);
    asm!("lock neg qword ptr [{p}]", p = in(reg) p, options(nostack));
    // proof: broken(story-broken)
    // story: crate::story::fetch_neg(p, Ordering::SeqCst);
    asm!("neg qword ptr [{p}]", p = in(reg) p, options(nostack));
}
#[cfg(target_arch = "x86_64")]
pub unsafe fn touched(p: *mut u64) -> u64 {
    let mut r: u64 = 0;
    // What is loaded may be memory that nothing may be written to.
    // proof: unknown(a store of what is there beside an atomic load of a story has no meaning yet)
    // story: r = AtomicU64::from_ptr(p).load(Ordering::SeqCst);
    asm!("lock xadd [{p}], {r}", p = in(reg) p, r = inout(reg) 0u64 => r, options(nostack));
    r
}
