//! Atomic accesses and fences: the assembly has to order at least what its story does.
use core::arch::asm;
use core::sync::atomic::*;

#[cfg(target_arch = "x86_64")]
pub unsafe fn add(p: *mut u64, x: u64) -> u64 {
    let mut r: u64;
    // verdict: holds
    // proof: holds
    // story: r = (*p.cast::<AtomicU64>()).fetch_add(x, Ordering::SeqCst);
    asm!("lock xadd [{p}], {x}", p = in(reg) p, x = inout(reg) x => r, options(nostack));
    r
}

#[cfg(target_arch = "x86_64")]
pub unsafe fn add_in_two_steps(p: *mut u64, x: u64) -> u64 {
    let mut r: u64;
    // verdict: holds
    // proof: broken(story-broken)
    // story: r = (*p.cast::<AtomicU64>()).fetch_add(x, Ordering::SeqCst);
    asm!("xadd [{p}], {x}", p = in(reg) p, x = inout(reg) x => r, options(nostack));
    r
}

#[cfg(target_arch = "x86_64")]
pub unsafe fn store(p: *mut u64, x: u64) {
    // verdict: holds
    // proof: holds
    // story: (*p.cast::<AtomicU64>()).store(x, Ordering::Release);
    asm!("mov [{p}], {x}", p = in(reg) p, x = in(reg) x, options(nostack));
    // verdict: holds
    // proof: broken(story-broken)
    // story: (*p.cast::<AtomicU64>()).store(x, Ordering::SeqCst);
    asm!("mov [{p}], {x}", p = in(reg) p, x = in(reg) x, options(nostack));
    // verdict: holds
    // proof: holds
    // story: (*p.cast::<AtomicU64>()).store(x, Ordering::SeqCst);
    asm!("mov [{p}], {x}", "mfence", p = in(reg) p, x = in(reg) x, options(nostack));
    // verdict: holds
    // proof: holds
    // story: (*p.cast::<AtomicU64>()).store(x, Ordering::SeqCst);
    asm!("xchg [{p}], {x}", p = in(reg) p, x = inout(reg) x => _, options(nostack));
}

#[cfg(target_arch = "x86_64")]
pub unsafe fn load(p: *mut u64) -> u64 {
    let mut r: u64;
    // verdict: holds
    // proof: holds
    // story: r = (*p.cast::<AtomicU64>()).load(Ordering::SeqCst);
    asm!("mov {r}, [{p}]", p = in(reg) p, r = out(reg) r, options(nostack));
    // verdict: holds
    // proof: broken(story-broken)
    // story: r = (*p.cast::<AtomicU64>()).load(Ordering::SeqCst).wrapping_add(1);
    asm!("mov {r}, [{p}]", p = in(reg) p, r = out(reg) r, options(nostack));
    r
}

#[cfg(target_arch = "x86_64")]
pub unsafe fn fences() {
    // verdict: holds
    // proof: holds
    // story: fence(Ordering::SeqCst);
    asm!("mfence", options(nostack));
    // verdict: holds
    // proof: broken(story-broken)
    // story: fence(Ordering::SeqCst);
    asm!("lfence", options(nostack));
    // verdict: holds
    // proof: holds
    // story: fence(Ordering::AcqRel);
    asm!("", options(nostack));
    // verdict: holds
    // proof: holds
    // story: compiler_fence(Ordering::SeqCst);
    asm!("", options(nostack));
    // verdict: holds
    // proof: holds
    // story: fence(Ordering::SeqCst);
    asm!("lock or dword ptr [rsp], 0");
}

#[cfg(target_arch = "x86_64")]
pub unsafe fn exchange(p: *mut u64, old: u64, new: u64) -> (u64, bool) {
    let (mut r, mut ok): (u64, u8);
    // verdict: holds
    // proof: holds
    // story: let found = (*p.cast::<AtomicU64>()).compare_exchange(old, new, Ordering::SeqCst, Ordering::SeqCst);
    // (r, ok) = match found { Ok(v) => (v, 1), Err(v) => (v, 0) };
    asm!("lock cmpxchg [{p}], {new}", "sete {ok}", p = in(reg) p, new = in(reg) new, ok = out(reg_byte) ok, inout("rax") old => r, options(nostack));
    // verdict: holds
    // proof: broken(story-broken)
    // story: let found = (*p.cast::<AtomicU64>()).compare_exchange(old, new, Ordering::SeqCst, Ordering::SeqCst);
    // (r, ok) = match found { Ok(v) => (v, 0), Err(v) => (v, 1) };
    asm!("lock cmpxchg [{p}], {new}", "sete {ok}", p = in(reg) p, new = in(reg) new, ok = out(reg_byte) ok, inout("rax") old => r, options(nostack));
    (r, ok != 0)
}

#[cfg(target_arch = "x86_64")]
pub unsafe fn bits(p: *mut u64, x: u64) -> u64 {
    let mut r: u64;
    // verdict: holds
    // proof: holds
    // story: r = (*p.cast::<AtomicU64>()).swap(x, Ordering::AcqRel);
    asm!("xchg [{p}], {x}", p = in(reg) p, x = inout(reg) x => r, options(nostack));
    // verdict: holds
    // proof: holds
    // story: (*p.cast::<AtomicU64>()).fetch_or(x, Ordering::AcqRel); r = 0;
    asm!("lock or [{p}], {x}", "xor {r:e}, {r:e}", p = in(reg) p, x = in(reg) x, r = out(reg) r, options(nostack));
    // verdict: holds
    // proof: broken(story-broken)
    // story: (*p.cast::<AtomicU64>()).fetch_and(x, Ordering::AcqRel); r = 0;
    asm!("lock or [{p}], {x}", "xor {r:e}, {r:e}", p = in(reg) p, x = in(reg) x, r = out(reg) r, options(nostack));
    r
}

#[cfg(target_arch = "aarch64")]
pub unsafe fn aarch64(p: *mut u64, x: u64) -> u64 {
    let mut r: u64;
    // verdict: holds
    // proof: holds
    // story: r = (*p.cast::<AtomicU64>()).fetch_add(x, Ordering::SeqCst);
    asm!("ldaddal {x}, {r}, [{p}]", p = in(reg) p, x = in(reg) x, r = out(reg) r, options(nostack));
    // verdict: holds
    // proof: broken(story-broken)
    // story: r = (*p.cast::<AtomicU64>()).fetch_add(x, Ordering::Acquire);
    asm!("ldaddl {x}, {r}, [{p}]", p = in(reg) p, x = in(reg) x, r = out(reg) r, options(nostack));
    // verdict: holds
    // proof: holds
    // story: r = (*p.cast::<AtomicU64>()).fetch_add(x, Ordering::Release);
    asm!("ldaddl {x}, {r}, [{p}]", p = in(reg) p, x = in(reg) x, r = out(reg) r, options(nostack));
    // verdict: holds
    // proof: holds
    // story: r = (*p.cast::<AtomicU64>()).load(Ordering::SeqCst);
    asm!("ldar {r}, [{p}]", p = in(reg) p, r = out(reg) r, options(nostack));
    // verdict: holds
    // proof: broken(story-broken)
    // story: r = (*p.cast::<AtomicU64>()).load(Ordering::SeqCst);
    asm!("ldapr {r}, [{p}]", p = in(reg) p, r = out(reg) r, options(nostack));
    // verdict: holds
    // proof: broken(story-broken)
    // story: r = (*p.cast::<AtomicU64>()).load(Ordering::Acquire);
    asm!("ldr {r}, [{p}]", p = in(reg) p, r = out(reg) r, options(nostack));
    // verdict: holds
    // proof: bounded(a loop)
    // story: r = (*p.cast::<AtomicU64>()).fetch_add(x, Ordering::SeqCst);
    asm!("2: ldaxr {r}, [{p}]", "add {t}, {r}, {x}", "stlxr {s:w}, {t}, [{p}]", "cbnz {s:w}, 2b", p = in(reg) p, x = in(reg) x, r = out(reg) r, t = out(reg) _, s = out(reg) _, options(nostack));
    // verdict: holds
    // proof: holds
    // story: (*p.cast::<AtomicU64>()).store(x, Ordering::SeqCst);
    asm!("stlr {x}, [{p}]", p = in(reg) p, x = in(reg) x, options(nostack));
    // verdict: holds
    // proof: holds
    // story: (*p.cast::<AtomicU64>()).store(x, Ordering::Release);
    asm!("dmb ish", "str {x}, [{p}]", p = in(reg) p, x = in(reg) x, options(nostack));
    // verdict: holds
    // proof: broken(story-broken)
    // story: fence(Ordering::SeqCst);
    asm!("dmb ishst", options(nostack));
    r
}
