//! Several accesses that others may see, in one site or in one function.
use core::arch::asm;
use core::sync::atomic::*;
#[cfg(target_arch = "x86_64")]
pub unsafe fn publish(data: *mut u64, flag: *mut u64, x: u64) {
    // proof: holds
    // story: *data = x; (*flag.cast::<AtomicU64>()).store(1, Ordering::Release);
    asm!("mov [{d}], {x}", "mov qword ptr [{f}], 1", d = in(reg) data, f = in(reg) flag, x = in(reg) x, options(nostack));
    // proof: broken(story-broken)
    // story: *data = x; (*flag.cast::<AtomicU64>()).store(1, Ordering::Release);
    asm!("mov qword ptr [{f}], 1", "mov [{d}], {x}", d = in(reg) data, f = in(reg) flag, x = in(reg) x, options(nostack));
    // proof: broken(story-broken)
    // story: *data = x; (*flag.cast::<AtomicU64>()).store(1, Ordering::Release);
    asm!("mov [{d}], {x}", "mov qword ptr [{f}], 2", d = in(reg) data, f = in(reg) flag, x = in(reg) x, options(nostack));
    // proof: broken(story-broken)
    // story: *data = x; (*flag.cast::<AtomicU64>()).store(1, Ordering::SeqCst);
    asm!("mov [{d}], {x}", "mov qword ptr [{f}], 1", d = in(reg) data, f = in(reg) flag, x = in(reg) x, options(nostack));
    // proof: holds
    // story: let f = &*f.cast::<AtomicU64>(); f.store(1, Ordering::Relaxed); f.store(2, Ordering::Relaxed);
    asm!("mov qword ptr [{f}], 1", "mov qword ptr [{f}], 2", f = in(reg) flag, options(nostack));
    // proof: broken(story-broken)
    // story: let f = &*f.cast::<AtomicU64>(); f.store(1, Ordering::Relaxed); f.store(2, Ordering::Relaxed);
    asm!("mov qword ptr [{f}], 3", "mov qword ptr [{f}], 2", f = in(reg) flag, options(nostack));
    // proof: holds
    // story: flag.write_volatile(1); data.write_volatile(x);
    asm!("mov qword ptr [{f}], 1", "mov [{d}], {x}", d = in(reg) data, f = in(reg) flag, x = in(reg) x, options(nostack));
    // proof: broken(story-broken)
    // story: data.write_volatile(x); flag.write_volatile(1); 
    asm!("mov qword ptr [{f}], 1", "mov [{d}], {x}", d = in(reg) data, f = in(reg) flag, x = in(reg) x, options(nostack));
}
#[cfg(target_arch = "x86_64")]
pub unsafe fn enter(mine: *mut u64, other: *mut u64) -> u64 {
    let mut r: u64;
    // proof: holds
    // story: (*mine.cast::<AtomicU64>()).store(1, Ordering::SeqCst); r = (*other.cast::<AtomicU64>()).load(Ordering::SeqCst);
    asm!("mov qword ptr [{m}], 1", "mfence", "mov {r}, [{o}]", m = in(reg) mine, o = in(reg) other, r = out(reg) r, options(nostack));
    // proof: broken(story-broken)
    // story: (*mine.cast::<AtomicU64>()).store(1, Ordering::SeqCst); r = (*other.cast::<AtomicU64>()).load(Ordering::SeqCst);
    asm!("mov qword ptr [{m}], 1", "mov {r}, [{o}]", m = in(reg) mine, o = in(reg) other, r = out(reg) r, options(nostack));
    // proof: unknown(fences elsewhere than between the accesses that they have to order are not compared yet)
    // story: (*mine.cast::<AtomicU64>()).store(1, Ordering::SeqCst); r = (*other.cast::<AtomicU64>()).load(Ordering::SeqCst);
    asm!("mov qword ptr [{m}], 1", "mov {r}, [{o}]", "mfence", m = in(reg) mine, o = in(reg) other, r = out(reg) r, options(nostack));
    // proof: broken(story-broken)
    // story: (*mine.cast::<AtomicU64>()).store(1, Ordering::SeqCst); r = (*other.cast::<AtomicU64>()).load(Ordering::SeqCst); r = r ^ 1;
    asm!("mov qword ptr [{m}], 1", "mfence", "mov {r}, [{o}]", m = in(reg) mine, o = in(reg) other, r = out(reg) r, options(nostack));
    // proof: broken(story-broken)
    // story: (*mine.cast::<AtomicU64>()).store(1, Ordering::SeqCst); let s = (*other.cast::<AtomicU64>()).load(Ordering::SeqCst); r = if mine == other { 1 } else { s };
    asm!("mov qword ptr [{m}], 1", "mfence", "mov {r}, [{o}]", m = in(reg) mine, o = in(reg) other, r = out(reg) r, options(nostack));
    // proof: broken(story-broken)
    // story: let a = &*mine.cast::<AtomicU64>(); let x = a.load(Ordering::Relaxed); let y = a.load(Ordering::Relaxed); r = 0;
    asm!("mov {r}, [{m}]", "sub {r}, [{m}]", m = in(reg) mine, r = out(reg) r, options(nostack));
    // proof: broken(story-broken)
    // story: let a = &*mine.cast::<AtomicU64>(); let x = a.load(Ordering::Relaxed); let y = (*other.cast::<AtomicU64>()).load(Ordering::Relaxed); r = if mine == other { 0 } else { x.wrapping_sub(y) };
    asm!("mov {r}, [{m}]", "sub {r}, [{o}]", m = in(reg) mine, o = in(reg) other, r = out(reg) r, options(nostack));
    // proof: holds
    // story: let a = &*mine.cast::<AtomicU64>(); let x = a.load(Ordering::Acquire); let y = (*other.cast::<AtomicU64>()).load(Ordering::Acquire); r = x.wrapping_sub(y);
    asm!("mov {r}, [{m}]", "sub {r}, [{o}]", m = in(reg) mine, o = in(reg) other, r = out(reg) r, options(nostack));
    // proof: holds
    // story: (*mine.cast::<AtomicU64>()).store(1, Ordering::SeqCst); r = (*other.cast::<AtomicU64>()).fetch_add(1, Ordering::SeqCst);
    asm!("mov qword ptr [{m}], 1", "mov {r:e}, 1", "lock xadd [{o}], {r}", m = in(reg) mine, o = in(reg) other, r = out(reg) r, options(nostack));
    r
}
#[cfg(target_arch = "aarch64")]
pub unsafe fn arm(data: *mut u64, flag: *mut u64, x: u64) -> u64 {
    let mut r: u64;
    // proof: holds
    // story: *data = x; (*flag.cast::<AtomicU64>()).store(x, Ordering::Release); r = 0;
    asm!("str {x}, [{d}]", "stlr {x}, [{f}]", "mov {r}, 0", d = in(reg) data, f = in(reg) flag, x = in(reg) x, r = out(reg) r, options(nostack));
    // proof: broken(story-broken)
    // story: *data = x; (*flag.cast::<AtomicU64>()).store(x, Ordering::Release); r = 0;
    asm!("str {x}, [{d}]", "str {x}, [{f}]", "mov {r}, 0", d = in(reg) data, f = in(reg) flag, x = in(reg) x, r = out(reg) r, options(nostack));
    // proof: unknown(fences elsewhere than between the accesses that they have to order are not compared yet)
    // story: *data = x; (*flag.cast::<AtomicU64>()).store(x, Ordering::Release); r = 0;
    asm!("dmb ish", "str {x}, [{d}]", "str {x}, [{f}]", "mov {r}, 0", d = in(reg) data, f = in(reg) flag, x = in(reg) x, r = out(reg) r, options(nostack));
    // proof: holds
    // story: *data = x; (*flag.cast::<AtomicU64>()).store(x, Ordering::Release); r = 0;
    asm!("str {x}, [{d}]", "dmb ish", "str {x}, [{f}]", "mov {r}, 0", d = in(reg) data, f = in(reg) flag, x = in(reg) x, r = out(reg) r, options(nostack));
    // proof: holds
    // story: r = (*flag.cast::<AtomicU64>()).load(Ordering::Acquire); r ^= *data;
    asm!("ldar {r}, [{f}]", "ldr {x}, [{d}]", "eor {r}, {r}, {x}", d = in(reg) data, f = in(reg) flag, x = inout(reg) x => _, r = out(reg) r, options(nostack));
    // proof: broken(story-broken)
    // story: r = (*flag.cast::<AtomicU64>()).load(Ordering::Acquire); r ^= *data;
    asm!("ldr {r}, [{f}]", "ldr {x}, [{d}]", "eor {r}, {r}, {x}", d = in(reg) data, f = in(reg) flag, x = inout(reg) x => _, r = out(reg) r, options(nostack));
    r
}
/// A failing exchange loads with an order of its own.
#[cfg(target_arch = "aarch64")]
pub unsafe fn exchange(p: *mut u64, mut old: u64, new: u64) -> u64 {
    // proof: broken(story-broken)
    // story: old = match (*p.cast::<AtomicU64>()).compare_exchange(old, new, Ordering::Release, Ordering::Acquire) { Ok(v) | Err(v) => v };
    asm!("casl {old}, {new}, [{p}]", p = in(reg) p, old = inout(reg) old, new = in(reg) new, options(nostack));
    // proof: holds
    // story: old = match (*p.cast::<AtomicU64>()).compare_exchange(old, new, Ordering::Release, Ordering::Relaxed) { Ok(v) | Err(v) => v };
    asm!("casl {old}, {new}, [{p}]", p = in(reg) p, old = inout(reg) old, new = in(reg) new, options(nostack));
    // proof: holds
    // story: old = match (*p.cast::<AtomicU64>()).compare_exchange(old, new, Ordering::AcqRel, Ordering::Acquire) { Ok(v) | Err(v) => v };
    asm!("casal {old}, {new}, [{p}]", p = in(reg) p, old = inout(reg) old, new = in(reg) new, options(nostack));
    old
}
#[cfg(target_arch = "x86_64")]
pub unsafe fn compiler_barriers(p: *const u64) -> u64 {
    // proof: broken(story-against-options)
    // story: compiler_fence(Ordering::SeqCst);
    asm!("", options(nomem, nostack));
    // proof: broken(story-against-options)
    // story: compiler_fence(Ordering::SeqCst);
    asm!("", options(readonly, nostack));
    let mut r: u64;
    // proof: broken(story-against-options)
    // story: r = (*p.cast::<AtomicU64>()).load(Ordering::Acquire);
    asm!("mov {r}, [{p}]", p = in(reg) p, r = out(reg) r, options(readonly, nostack));
    // proof: holds
    // story: r = (*p.cast::<AtomicU64>()).load(Ordering::Relaxed);
    asm!("mov {r}, [{p}]", p = in(reg) p, r = out(reg) r, options(readonly, nostack));
    r
}
