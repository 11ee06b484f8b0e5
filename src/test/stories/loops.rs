//! Loops of a story: turned as far as a limit, or told by an invariant.
use core::arch::asm;
#[cfg(target_arch = "x86_64")]
pub unsafe fn loops(n: u64, m: u64, k: u32) -> u64 {
    let mut r: u64;
    // proof: holds
    // story: let mut i = 0u64;
    // let mut s = 0u64;
    // while { crate::story::invariant(i <= n && s == i.wrapping_mul(3)); i < n } {
    //     i += 1;
    //     s = s.wrapping_add(3);
    // }
    // r = s;
    asm!("lea {r}, [{n} + 2*{n}]", n = in(reg) n, r = out(reg) r, options(pure, nomem, nostack));
    // proof: broken(story-broken)
    // story: let mut i = 0u64;
    // let mut s = 0u64;
    // while { crate::story::invariant(i <= k as u64 && s == i.wrapping_mul(3)); i < k as u64 % 64 } {
    //     i += 1;
    //     s = s.wrapping_add(3);
    // }
    // r = s;
    asm!("mov {r:e}, {k:e}", "and {r:e}, 63", "lea {r}, [{r} + 4*{r}]", k = in(reg) k, r = out(reg) r, options(pure, nomem, nostack));
    // proof: unknown(it does not follow from an invariant)
    // story: let mut i = 0u64;
    // let mut s = 0u64;
    // while { crate::story::invariant(i <= n); i < n } {
    //     i += 1;
    //     s = s.wrapping_add(3);
    // }
    // r = s;
    asm!("lea {r}, [{n} + 2*{n}]", n = in(reg) n, r = out(reg) r, options(pure, nomem, nostack));
    // proof: broken(story-broken)
    // story: let mut i = 0u64;
    // let mut s = 0u64;
    // while { crate::story::invariant(s == i.wrapping_mul(2)); i < n } {
    //     i += 1;
    //     s = s.wrapping_add(3);
    // }
    // r = s;
    asm!("lea {r}, [{n} + {n}]", n = in(reg) n, r = out(reg) r, options(pure, nomem, nostack));
    // proof: broken(story-broken)
    // story: let mut i = 0u64;
    // while { crate::story::invariant(i > n); i < n } {
    //     i += 1;
    // }
    // r = i;
    asm!("lea {r}, [{n} + 1]", n = in(reg) n, r = out(reg) r, options(pure, nomem, nostack));
    // proof: unknown(a loop that is left before its invariant)
    // story: let mut i = 0u64;
    // while i < n {
    //     i += 1;
    //     crate::story::invariant(i <= n);
    // }
    // r = i;
    asm!("mov {r}, {n}", n = in(reg) n, r = out(reg) r, options(pure, nomem, nostack));
    // proof: bounded(a loop of the story)
    // story: let mut i = 0u64;
    // while i < n { i += 1; }
    // r = i;
    asm!("mov {r}, {n}", n = in(reg) n, r = out(reg) r, options(pure, nomem, nostack));
    // proof: holds
    // story: let (mut a, mut b, mut p) = (n, m, 0u64);
    // while { crate::story::invariant(a.wrapping_mul(b).wrapping_add(p) == n.wrapping_mul(m)); b != 0 } {
    //     p = p.wrapping_add(a);
    //     b -= 1;
    // }
    // r = p;
    asm!("mov {r}, {n}", "imul {r}, {m}", n = in(reg) n, m = in(reg) m, r = out(reg) r, options(pure, nomem, nostack));
    // proof: broken(story-broken)
    // story: let mut i = 0u64;
    // while { crate::story::invariant(i <= n); i < n % 7 } { i += 1; }
    // r = i;
    asm!("mov {r}, {n}", n = in(reg) n, r = out(reg) r, options(pure, nomem, nostack));
    // proof: unknown(a loop with an invariant in which no number only grows or only shrinks)
    // story: let mut i = 0u64;
    // while { crate::story::invariant(i == 0); i == 0 } { i = i.wrapping_mul(2); }
    // r = 7;
    asm!("mov {r}, {n}", n = in(reg) n, r = out(reg) r, options(pure, nomem, nostack));
    // proof: unknown(a loop with an invariant in which no number only grows or only shrinks)
    // story: let (mut a, mut b) = (0u64, n);
    // while { crate::story::invariant(a.wrapping_add(b) == n); b != 0 } {
    //     if b % 2 == 1 { a = a.wrapping_add(1); b = b.wrapping_sub(1); } else { a = a.wrapping_sub(2); b = b.wrapping_add(2); }
    // }
    // r = a;
    asm!("mov {r}, {n}", n = in(reg) n, r = out(reg) r, options(pure, nomem, nostack));
    // proof: holds
    // story: let mut i = -10i64;
    // while { crate::story::invariant(i <= 5); i < 5 } { i += 1; }
    // r = n.wrapping_add(i as u64);
    asm!("lea {r}, [{n} + 5]", n = in(reg) n, r = out(reg) r, options(pure, nomem, nostack));
    r
}

/// What is not a number that a turn may change is not told by an invariant.
#[cfg(target_arch = "x86_64")]
pub unsafe fn more(n: u64, p: *mut u64) -> u64 {
    let mut r: u64;
    // proof: unknown(a loop with an invariant that changes more than its numbers)
    // story: let mut i = 0u64;
    // let mut s = 0u64;
    // while { crate::story::invariant(i <= n); i < n } {
    //     let q = &mut s;
    //     *q += 1;
    //     i += 1;
    // }
    // r = s;
    asm!("xor {r:e}, {r:e}", "mov {r}, {n}", n = in(reg) n, r = out(reg) r, options(pure, nomem, nostack));
    // proof: unknown(a loop with an invariant that changes more than its numbers)
    // story: let mut i = 0u64;
    // while { crate::story::invariant(i <= n); i < n } {
    //     p.write(i);
    //     i += 1;
    // }
    // r = i;
    asm!("mov {r}, {n}", "mov [{p}], {n}", n = in(reg) n, p = in(reg) p, r = out(reg) r, options(nostack));
    // proof: unknown
    // story: let mut a = [0u64, 0];
    // while { crate::story::invariant(a[0] <= n); a[0] < n } { a[0] += 1; }
    // r = a[0];
    asm!("mov {r}, {n}", n = in(reg) n, r = out(reg) r, options(pure, nomem, nostack));
    // proof: unknown(a loop that is left before its invariant)
    // story: let mut i = 0u64;
    // loop {
    //     if i >= n { break; }
    //     crate::story::invariant(i < n);
    //     i += 1;
    // }
    // r = i;
    asm!("mov {r}, {n}", n = in(reg) n, r = out(reg) r, options(pure, nomem, nostack));
    // proof: holds
    // story: let mut i = 0u64;
    // loop {
    //     crate::story::invariant(i <= n);
    //     if i >= n { break; }
    //     i += 1;
    // }
    // r = i;
    asm!("mov {r}, {n}", n = in(reg) n, r = out(reg) r, options(pure, nomem, nostack));
    // proof: unknown
    // story: let mut i = 0u64;
    // loop {
    //     crate::story::invariant(i <= n);
    //     if i >= n { break; }
    //     if i == 1000 { r = i; i = n + 1; } else { i += 1; }
    // }
    // r = i;
    asm!("mov {r}, {n}", n = in(reg) n, r = out(reg) r, options(pure, nomem, nostack));
    r
}
