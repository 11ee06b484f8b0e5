//! Stories against the options and the contract of their sites.
#![cfg(target_arch = "x86_64")]

use core::arch::asm;

fn memory(p: *const u64, q: *mut u64, x: u64) {
    let (mut a, mut b): (u64, u64);
    // proof: holds
    // story: a = *p;
    unsafe { asm!("mov {a}, [{p}]", a = out(reg) a, p = in(reg) p, options(readonly, nostack)) }
    // proof: broken(story-against-options)
    // story: a = *p;
    unsafe { asm!("xor {a:e}, {a:e}", "mov {a}, [{p}]", a = lateout(reg) a, p = in(reg) p, options(nomem, nostack)) }
    // proof: broken(story-against-options)
    // story: *q = x;
    unsafe { asm!("mov [{q}], {x}", q = in(reg) q, x = in(reg) x, options(readonly, nostack)) }
    // proof: broken(story-against-options)
    // story: if x == 77 { b = *p; } else { b = x; }
    unsafe { asm!("mov {b}, {x}", "test {p}, {p}", b = out(reg) b, x = in(reg) x, p = in(reg) p, options(pure, nomem, nostack)) }
    // proof: holds
    // story: if x == 77 && x == 78 { b = *p; } else { b = x; }
    unsafe { asm!("mov {b}, {x}", "test {p}, {p}", b = out(reg) b, x = in(reg) x, p = in(reg) p, options(pure, nomem, nostack)) }
}

fn stops() {
    // proof: holds
    // story: std::process::abort();
    unsafe { asm!("ud2", options(noreturn, nomem)) }
}

fn stops_not() {
    // proof: broken(story-against-options)
    // story: let x = 1;
    unsafe { asm!("ud2", options(noreturn, nomem)) }
}

fn inputs(x: u64, y: u64) {
    let mut a: u64;
    // proof: broken(inputs-may-share)
    // story: a = 5;
    unsafe { asm!("add {x}, {y}", "sub {x}, {y}", "mov {a:e}, 5", a = out(reg) a, x = in(reg) x, y = in(reg) y) }
    // proof: broken(story-refused)
    // story: x += y;
    //        a = x;
    unsafe { asm!("lea {a}, [{x} + {y}]", a = out(reg) a, x = in(reg) x, y = in(reg) y) }
    // proof: broken(input-modified)
    // story: a = x.wrapping_add(y);
    unsafe { asm!("add {x}, {y}", "mov {a}, {x}", a = lateout(reg) a, x = in(reg) x, y = in(reg) y) }
}

/// What a rule about values finds hides nothing about the rest.
fn besides(x: u64) {
    let mut a: u64;
    // proof: holds
    // story: core::hint::assert_unchecked(x != 0);
    //        a = x.trailing_zeros() as u64;
    unsafe { asm!("bsf {a}, {x}", a = out(reg) a, x = in(reg) x) }
    // proof: broken(register-not-declared)
    // story: core::hint::assert_unchecked(x != 0);
    //        a = x.trailing_zeros() as u64;
    unsafe { asm!("bsf {a}, {x}", "pcmpeqd xmm5, xmm5", a = out(reg) a, x = in(reg) x) }
    // proof: unknown(the value of the constant)
    // story: a = x + somewhere::K;
    unsafe { asm!("lea {a}, [{x} + {k}]", a = out(reg) a, x = in(reg) x, k = const somewhere::K) }
}

mod somewhere {
    pub const K: u64 = "abc".len() as u64;
}
