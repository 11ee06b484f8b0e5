//! Exchanges that may fail for no reason.
use core::arch::asm;
use core::sync::atomic::*;
#[cfg(target_arch = "x86_64")]
pub unsafe fn x86(p: *mut u64, old: u64, new: u64) -> (u64, bool) {
    let (mut r, mut ok): (u64, u8);
    // proof: holds
    // story: let found = (*p.cast::<AtomicU64>()).compare_exchange_weak(old, new, Ordering::SeqCst, Ordering::SeqCst);
    // (r, ok) = match found { Ok(v) => (v, 1), Err(v) => (v, 0) };
    asm!("lock cmpxchg [{p}], {new}", "sete {ok}", p = in(reg) p, new = in(reg) new, ok = out(reg_byte) ok, inout("rax") old => r, options(nostack));
    // proof: broken(story-broken)
    // story: let found = (*p.cast::<AtomicU64>()).compare_exchange_weak(old, new, Ordering::SeqCst, Ordering::SeqCst);
    // (r, ok) = match found { Ok(v) => (v, 0), Err(v) => (v, 1) };
    asm!("lock cmpxchg [{p}], {new}", "sete {ok}", p = in(reg) p, new = in(reg) new, ok = out(reg_byte) ok, inout("rax") old => r, options(nostack));
    // proof: broken(story-broken)
    // story: let found = (*p.cast::<AtomicU64>()).compare_exchange_weak(old, new, Ordering::SeqCst, Ordering::SeqCst);
    // (r, ok) = match found { Ok(v) => (v, 1), Err(v) => (v, 1) };
    asm!("lock cmpxchg [{p}], {new}", "sete {ok}", p = in(reg) p, new = in(reg) new, ok = out(reg_byte) ok, inout("rax") old => r, options(nostack));
    (r, ok != 0)
}
#[cfg(target_arch = "aarch64")]
pub unsafe fn arm(p: *mut u64, old: u64, new: u64) -> (u64, u32) {
    let (mut r, mut bad): (u64, u32);
    // proof: holds
    // story: let found = (*p.cast::<AtomicU64>()).compare_exchange_weak(old, new, Ordering::AcqRel, Ordering::Acquire);
    // (r, bad) = match found { Ok(v) => (v, 0), Err(v) => (v, 1) };
    asm!("mov {bad:w}, 1", "ldaxr {r}, [{p}]", "cmp {r}, {old}", "b.ne 2f", "stlxr {bad:w}, {new}, [{p}]", "2:", p = in(reg) p, old = in(reg) old, new = in(reg) new, r = out(reg) r, bad = out(reg) bad, options(nostack));
    // proof: broken(story-broken)
    // story: let found = (*p.cast::<AtomicU64>()).compare_exchange(old, new, Ordering::AcqRel, Ordering::Acquire);
    // (r, bad) = match found { Ok(v) => (v, 0), Err(v) => (v, 1) };
    asm!("mov {bad:w}, 1", "ldaxr {r}, [{p}]", "cmp {r}, {old}", "b.ne 2f", "stlxr {bad:w}, {new}, [{p}]", "2:", p = in(reg) p, old = in(reg) old, new = in(reg) new, r = out(reg) r, bad = out(reg) bad, options(nostack));
    // proof: broken(story-broken)
    // story: let found = (*p.cast::<AtomicU64>()).compare_exchange_weak(old, new, Ordering::AcqRel, Ordering::Acquire);
    // (r, bad) = match found { Ok(v) => (v, 0), Err(v) => (v, 1) };
    asm!("mov {bad:w}, 1", "ldxr {r}, [{p}]", "cmp {r}, {old}", "b.ne 2f", "stlxr {bad:w}, {new}, [{p}]", "2:", p = in(reg) p, old = in(reg) old, new = in(reg) new, r = out(reg) r, bad = out(reg) bad, options(nostack));
    // proof: broken(story-broken)
    // story: let found = (*p.cast::<AtomicU64>()).compare_exchange_weak(old, new, Ordering::AcqRel, Ordering::Acquire);
    // (r, bad) = match found { Ok(v) => (v, 0), Err(v) => (v, 1) };
    asm!("ldaxr {r}, [{p}]", "stlxr {bad:w}, {new}, [{p}] // {old}", p = in(reg) p, old = in(reg) old, new = in(reg) new, r = out(reg) r, bad = out(reg) bad, options(nostack));
    (r, bad)
}
