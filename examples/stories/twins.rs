//! What a function is under Miri is the story of what it is on the machine.
use core::arch::asm;
use core::sync::atomic::*;

#[cfg(target_arch = "x86_64")]
pub fn ones(x: u64) -> u64 {
    if cfg!(miri) {
        u64::from(x.count_ones())
    } else {
        let r: u64;
        // verdict: holds
        // proof: holds
        unsafe { asm!("popcnt {r}, {x}", r = out(reg) r, x = in(reg) x, options(pure, nomem, nostack)) };
        r
    }
}

#[cfg(all(miri, target_arch = "x86_64"))]
pub fn add(x: u32, y: u32) -> (u32, bool) {
    x.overflowing_add(y)
}

#[cfg(all(not(miri), target_arch = "x86_64"))]
pub fn add(x: u32, y: u32) -> (u32, bool) {
    let (r, c): (u32, u8);
    // verdict: holds
    // proof: holds
    unsafe { asm!("add {x:e}, {y:e}", "setc {c}", x = inout(reg) x => r, y = in(reg) y, c = out(reg_byte) c, options(pure, nomem, nostack)) };
    (r, c != 0)
}

/// The carry is that of a sum, not of a difference.
#[cfg(all(miri, target_arch = "x86_64"))]
pub fn sub(x: u32, y: u32) -> (u32, bool) {
    x.overflowing_add(y)
}

#[cfg(all(not(miri), target_arch = "x86_64"))]
pub fn sub(x: u32, y: u32) -> (u32, bool) {
    let (r, c): (u32, u8);
    // verdict: holds
    // proof: broken(story-broken)
    unsafe { asm!("sub {x:e}, {y:e}", "setc {c}", x = inout(reg) x => r, y = in(reg) y, c = out(reg_byte) c, options(pure, nomem, nostack)) };
    (r, c != 0)
}

#[cfg(target_arch = "x86_64")]
pub unsafe fn next(p: *mut u64, x: u64) -> u64 {
    #[cfg(miri)]
    {
        (*p.cast::<AtomicU64>()).fetch_add(x, Ordering::SeqCst)
    }
    #[cfg(not(miri))]
    {
        let r: u64;
        // verdict: holds
        // proof: holds
        asm!("lock xadd [{p}], {x}", p = in(reg) p, x = inout(reg) x => r, options(nostack));
        r
    }
}

/// Two sites, one of them in a loop.
#[cfg(target_arch = "x86_64")]
pub fn stir(mut state: u64, rounds: u8) -> u64 {
    let mut left = rounds & 3;
    while left > 0 {
        left -= 1;
        #[cfg(miri)]
        {
            state = state.rotate_left(7);
        }
        #[cfg(not(miri))]
        // verdict: holds
        // proof: holds
        unsafe {
            asm!("rol {s}, 7", s = inout(reg) state, options(pure, nomem, nostack));
        }
        #[cfg(miri)]
        {
            state = state.swap_bytes();
        }
        #[cfg(not(miri))]
        // verdict: holds
        unsafe {
            asm!("bswap {s}", s = inout(reg) state, options(pure, nomem, nostack));
        }
    }
    state
}

#[cfg(target_arch = "aarch64")]
pub unsafe fn read(p: *mut u64) -> u64 {
    if cfg!(miri) {
        return (*p.cast::<AtomicU64>()).load(Ordering::Acquire);
    }
    let r: u64;
    // verdict: holds
    // proof: broken(story-broken)
    asm!("ldr {r}, [{p}]", p = in(reg) p, r = out(reg) r, options(nostack));
    r
}
