//! What is told of sites: `tell:` is the story, `untold:` the reason why there is none.
use core::arch::asm;

#[cfg(target_arch = "x86_64")]
pub unsafe fn bits(x: u64, y: u64, n: u8) -> u64 {
    let (mut r, mut c): (u64, u8);
    // tell: r = x.count_ones() as u64;
    asm!("popcnt {r}, {x}", r = out(reg) r, x = in(reg) x, options(pure, nomem, nostack));

    // tell: r = s.swap_bytes();
    asm!("bswap {s}", s = inout(reg) x => r, options(pure, nomem, nostack));

    // tell: r = s.rotate_left(7);
    asm!("rol {s}, 7", s = inout(reg) x => r, options(pure, nomem, nostack));

    // tell: r = y.wrapping_add(x);
    asm!("lea {r}, [{x} + {y}]", r = out(reg) r, x = in(reg) x, y = in(reg) y, options(pure, nomem, nostack));

    // tell: (r, c) = (s.wrapping_sub(y), ((s < y) as u8));
    asm!("sub {s}, {y}", "setb {c}", s = inout(reg) x => r, y = in(reg) y, c = out(reg_byte) c, options(pure, nomem, nostack));

    // tell: (r, c) = (s.wrapping_add(y), ((s.overflowing_add(y).1) as u8));
    asm!("add {s}, {y}", "setc {c}", s = inout(reg) x => r, y = in(reg) y, c = out(reg_byte) c, options(pure, nomem, nostack));

    // tell: (r, c) = (s.wrapping_add(y), (((s as i64).overflowing_add(y as i64).1) as u8));
    asm!("add {s}, {y}", "seto {c}", s = inout(reg) x => r, y = in(reg) y, c = out(reg_byte) c, options(pure, nomem, nostack));

    // tell: (r, c) = (s.wrapping_sub(y), (((s as i64).overflowing_sub(y as i64).1) as u8));
    asm!("sub {s}, {y}", "seto {c}", s = inout(reg) x => r, y = in(reg) y, c = out(reg_byte) c, options(pure, nomem, nostack));

    // untold: it depends on something that is no operand
    asm!("mov {r}, rbx", r = out(reg) r, options(nomem, nostack));

    // tell: ();
    asm!("rdtsc", out("eax") _, out("edx") _, options(nomem, nostack));
    r ^ u64::from(c) ^ u64::from(n)
}

#[cfg(target_arch = "x86_64")]
pub unsafe fn memory(p: *mut u64, q: *const u32, n: usize) -> u64 {
    let (r, s): (u64, u32);
    // tell: r = p.wrapping_byte_add(8).cast::<u64>().read();
    asm!("mov {r}, [{p} + 8]", p = in(reg) p, r = out(reg) r, options(nostack, readonly));

    // tell: p.cast::<u32>().write(5);
    asm!("mov dword ptr [{p}], 5", p = in(reg) p, options(nostack));

    // tell: use core::sync::atomic::{AtomicU32, Ordering}; AtomicU32::from_ptr(q.cast::<u32>().cast_mut()).fetch_add(1, Ordering::SeqCst);
    asm!("lock inc dword ptr [{q}]", q = in(reg) q, options(nostack));

    // tell: use core::sync::atomic::{AtomicU32, Ordering}; s = AtomicU32::from_ptr(q.cast::<u32>().cast_mut()).swap(7, Ordering::SeqCst);
    asm!("xchg [{q}], {r:e}", q = in(reg) q, r = inout(reg) 7u32 => s, options(nostack));

    // tell: core::ptr::copy_nonoverlapping(q.cast::<u8>(), p.cast::<u8>(), n);
    asm!("rep movsb", inout("rcx") n => _, inout("rdi") p => _, inout("rsi") q => _, options(nostack, preserves_flags));

    // tell: use core::sync::atomic::{Ordering, fence}; fence(Ordering::SeqCst);
    asm!("mfence", options(nostack));
    r + u64::from(s)
}

#[cfg(target_arch = "x86_64")]
pub unsafe fn exchange(p: *mut u64, old: u64, new: u64) -> u64 {
    let r;
    // tell: use core::sync::atomic::{AtomicU64, Ordering}; let old_ = match AtomicU64::from_ptr(p.cast::<u64>()).compare_exchange(old, new, Ordering::SeqCst, Ordering::SeqCst) { Ok(v) | Err(v) => v }; r = old_;
    asm!("lock cmpxchg [{p}], {new}", p = in(reg) p, new = in(reg) new, inout("rax") old => r, options(nostack));
    r
}

#[cfg(target_arch = "aarch64")]
pub unsafe fn orders(p: *mut u64, x: u64) -> u64 {
    let mut r: u64;
    // tell: use core::sync::atomic::{AtomicU64, Ordering}; r = AtomicU64::from_ptr(p.cast::<u64>()).load(Ordering::Acquire);
    asm!("ldapr {r}, [{p}]", p = in(reg) p, r = out(reg) r, options(nostack));

    // tell: use core::sync::atomic::{AtomicU64, Ordering}; AtomicU64::from_ptr(p.cast::<u64>()).store(x, Ordering::SeqCst);
    asm!("stlr {x}, [{p}]", p = in(reg) p, x = in(reg) x, options(nostack));

    // tell: use core::sync::atomic::{AtomicU64, Ordering}; AtomicU64::from_ptr(p.cast::<u64>()).fetch_or(x, Ordering::Release);
    asm!("stsetl {x}, [{p}]", p = in(reg) p, x = in(reg) x, options(nostack));

    // tell: use core::sync::atomic::{AtomicI64, Ordering}; AtomicI64::from_ptr(p.cast::<i64>()).fetch_max(x as i64, Ordering::SeqCst) as u64;
    asm!("ldsmaxal {x}, {r}, [{p}]", p = in(reg) p, x = in(reg) x, r = out(reg) _, options(nostack));

    // What comes later may come before a site that is `readonly`.
    // tell: use core::sync::atomic::{AtomicU64, Ordering}; r = AtomicU64::from_ptr(p.cast::<u64>()).load(Ordering::Relaxed);
    asm!("ldar {r}, [{p}]", p = in(reg) p, r = out(reg) r, options(nostack, readonly));
    r
}
