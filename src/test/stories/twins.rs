//! Twins: functions that are others under Miri.
#![cfg(target_arch = "x86_64")]

use core::arch::asm;
use core::sync::atomic::*;

/// No twin: Miri meets the site too.
pub fn no_story(n: u64) -> u64 {
    let mut r = if cfg!(miri) { 4 } else { n };
    unsafe { asm!("inc {}", inout(reg) r, options(pure, nomem, nostack)) };
    r
}

/// No twin: there is nothing under Miri.
#[cfg(not(miri))]
pub fn nothing(mut r: u64) -> u64 {
    unsafe { asm!("inc {}", inout(reg) r, options(pure, nomem, nostack)) };
    r
}

fn through_option(x: u64) -> Option<u64> {
    if x > 100 {
        return None;
    }
    #[cfg(miri)]
    return Some(x * 2);
    #[cfg(not(miri))]
    {
        let r: u64;
        // proof: holds
        unsafe { asm!("lea {r}, [{x} + {x}]", x = in(reg) x, r = out(reg) r, options(pure, nomem, nostack)) };
        Some(r)
    }
}

/// It is right only for what the machine's own check lets through.
fn overflows(x: u8) -> u8 {
    #[cfg(miri)]
    return x + 1;
    #[cfg(not(miri))]
    {
        let r: u32;
        // proof: broken(story-broken)
        unsafe { asm!("lea {r:e}, [{x:e} + 1]", x = in(reg) u32::from(x), r = out(reg) r, options(pure, nomem, nostack)) };
        r as u8
    }
}

/// With checks of overflow both panic, without them they differ.
fn overflows_in_release(x: u8) -> u8 {
    #[cfg(miri)]
    return x.checked_add(1).unwrap();
    #[cfg(not(miri))]
    {
        let mut r = x + 1;
        // proof: broken(story-broken)
        unsafe { asm!("mov {0}, {0}", inout(reg_byte) r, options(pure, nomem, nostack)) };
        r
    }
}

fn tables(i: usize, x: &mut [u32; 4]) -> u32 {
    #[cfg(miri)]
    let y = x[i & 3].rotate_right(3);
    #[cfg(not(miri))]
    let y = {
        let mut y = x[i & 3];
        // proof: holds
        unsafe { asm!("ror {0:e}, 3", inout(reg) y, options(pure, nomem, nostack)) };
        y
    };
    x[i & 3] = y;
    y ^ 1
}

fn tables_wrong(i: usize, x: &mut [u32; 4]) -> u32 {
    #[cfg(miri)]
    let y = x[i & 3].rotate_right(3);
    #[cfg(not(miri))]
    let y = {
        let mut y = x[i & 3];
        // proof: broken(story-broken)
        unsafe { asm!("ror {0:e}, 3", inout(reg) y, options(pure, nomem, nostack)) };
        y
    };
    x[i & if cfg!(miri) { 1 } else { 3 }] = y;
    y ^ 1
}

/// Other bytes than those of the story.
unsafe fn writes(p: *mut u32) {
    #[cfg(miri)]
    {
        *p = 7;
    }
    #[cfg(not(miri))]
    // proof: broken(story-broken)
    asm!("mov qword ptr [{p}], 7", p = in(reg) p, options(nostack));
}

unsafe fn swaps(p: *mut u64, x: u64) -> u64 {
    #[cfg(miri)]
    {
        (*p.cast::<AtomicU64>()).swap(x, Ordering::AcqRel) ^ 1
    }
    #[cfg(not(miri))]
    {
        let r: u64;
        // proof: holds
        asm!("xchg [{p}], {x}", p = in(reg) p, x = inout(reg) x => r, options(nostack));
        r ^ 1
    }
}

unsafe fn swaps_in_two(p: *mut u64, x: u64) -> u64 {
    #[cfg(miri)]
    {
        (*p.cast::<AtomicU64>()).swap(x, Ordering::AcqRel)
    }
    #[cfg(not(miri))]
    {
        let r: u64;
        // proof: broken(story-broken)
        asm!("mov {r}, [{p}]", p = in(reg) p, r = out(reg) r, options(nostack));
        asm!("mov [{p}], {x}", p = in(reg) p, x = in(reg) x, options(nostack));
        r
    }
}

/// An output that the code may leave as it was.
fn unset(x: u64) -> u64 {
    #[cfg(miri)]
    return 0;
    #[cfg(not(miri))]
    {
        let r: u64;
        // proof: broken(story-broken)
        unsafe { asm!("test {x}, {x}", "jnz 2f", "xor {r:e}, {r:e}", "2:", x = in(reg) x, r = out(reg) r, options(pure, nomem, nostack)) };
        r
    }
}

/// A read of the clock twice is not the same twice.
fn clocks() -> bool {
    #[cfg(miri)]
    return true;
    #[cfg(not(miri))]
    {
        let (a, b): (u32, u32);
        // proof: broken(story-broken)
        unsafe { asm!("rdtsc", out("eax") a, out("edx") _, options(nomem, nostack)) };
        unsafe { asm!("rdtsc", out("eax") b, out("edx") _, options(nomem, nostack)) };
        a == b
    }
}

mod inner {
    #[cfg(miri)]
    pub(super) fn half(x: u16) -> u16 {
        x >> 1
    }

    #[cfg(not(miri))]
    pub(super) fn half(mut x: u16) -> u16 {
        // proof: holds
        unsafe { core::arch::asm!("shr {0:x}, 1", inout(reg) x, options(pure, nomem, nostack)) };
        x
    }
}

fn local(x: u64) -> u64 {
    let mut slot = 0;
    #[cfg(miri)]
    {
        slot = x;
    }
    #[cfg(not(miri))]
    // proof: unknown(the address of a variable)
    unsafe {
        asm!("mov [{p}], {x}", p = in(reg) &raw mut slot, x = in(reg) x, options(nostack));
    }
    slot
}

/// Mutable references lead to different places, pointers may lead to one.
fn exchange(a: &mut u64, b: &mut u64) {
    #[cfg(miri)]
    {
        let x = *a;
        *a = b.wrapping_add(1);
        *b = x;
    }
    #[cfg(not(miri))]
    // proof: holds
    unsafe {
        asm!("mov {x}, [{a}]", "mov {y}, [{b}]", "mov [{b}], {x}", "inc {y}", "mov [{a}], {y}",
            a = in(reg) a, b = in(reg) b, x = out(reg) _, y = out(reg) _, options(nostack));
    }
}

unsafe fn exchange_by_pointers(a: *mut u64, b: *mut u64) {
    #[cfg(miri)]
    {
        let x = *a;
        *a = (*b).wrapping_add(1);
        *b = x;
    }
    #[cfg(not(miri))]
    // proof: broken(story-broken)
    asm!("mov {x}, [{a}]", "mov {y}, [{b}]", "mov [{b}], {x}", "inc {y}", "mov [{a}], {y}",
        a = in(reg) a, b = in(reg) b, x = out(reg) _, y = out(reg) _, options(nostack));
}

/// Copies and fills of an unknown length are compared as functions of memory.
pub unsafe fn copy(to: *mut u8, from: *const u8, n: usize) {
    #[cfg(miri)]
    { core::ptr::copy_nonoverlapping(from, to, n); }
    #[cfg(not(miri))]
    {
        // proof: holds
        asm!("rep movsb", inout("rcx") n => _, inout("rsi") from => _, inout("rdi") to => _, options(nostack, preserves_flags));
    }
}
pub unsafe fn copy_wrong(to: *mut u8, from: *const u8, n: usize) {
    #[cfg(miri)]
    { core::ptr::copy_nonoverlapping(from, to, n); }
    #[cfg(not(miri))]
    {
        // proof: unknown(what `copy` computes)
        asm!("rep movsb", inout("rcx") n + 1 => _, inout("rsi") from => _, inout("rdi") to => _, options(nostack, preserves_flags));
    }
}
pub unsafe fn fill(to: *mut u8, n: usize) {
    #[cfg(miri)]
    { to.write_bytes(7, n); }
    #[cfg(not(miri))]
    {
        // proof: holds
        asm!("rep stosb", inout("rcx") n => _, in("al") 7u8, inout("rdi") to => _, options(nostack, preserves_flags));
    }
}
/// Two sites that others see, in their order.
pub fn both(a: &AtomicU64, b: &AtomicU64) -> u64 {
    #[cfg(miri)]
    { a.fetch_add(1, Ordering::SeqCst); b.load(Ordering::Acquire) }
    #[cfg(not(miri))]
    {
        let r: u64;
        // proof: holds
        unsafe { asm!("lock inc qword ptr [{a}]", a = in(reg) a.as_ptr(), options(nostack)); }
        unsafe { asm!("mov {r}, [{b}]", b = in(reg) b.as_ptr(), r = out(reg) r, options(nostack, preserves_flags, readonly)); }
        r
    }
}

pub fn both_late(a: &AtomicU64, b: &AtomicU64) -> u64 {
    #[cfg(miri)]
    {
        let r = b.load(Ordering::Acquire);
        a.fetch_add(1, Ordering::SeqCst);
        r
    }
    #[cfg(not(miri))]
    {
        let r: u64;
        // proof: unknown
        unsafe { asm!("lock inc qword ptr [{a}]", a = in(reg) a.as_ptr(), options(nostack)) };
        unsafe { asm!("mov {r}, [{b}]", b = in(reg) b.as_ptr(), r = out(reg) r, options(nostack, preserves_flags, readonly)) };
        r
    }
}
