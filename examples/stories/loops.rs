//! Loops: a story may count where the assembly multiplies. An invariant tells all turns in one; without it they are bounded.
use core::arch::asm;
#[cfg(target_arch = "x86_64")]
pub unsafe fn thrice(n: u64) -> u64 {
    let mut r: u64;
    // verdict: holds
    // proof: holds
    // story: let mut i = 0u64;
    // let mut s = 0u64;
    // while { crate::story::invariant(i <= n && s == i.wrapping_mul(3)); i < n } {
    //     i += 1;
    //     s = s.wrapping_add(3);
    // }
    // r = s;
    asm!("lea {r}, [{n} + 2*{n}]", n = in(reg) n, r = out(reg) r, options(pure, nomem, nostack));
    // verdict: holds
    // proof: bounded(a loop of the story)
    // story: let mut i = 0u64;
    // while i < n { i += 1; }
    // r = i;
    asm!("mov {r}, {n}", n = in(reg) n, r = out(reg) r, options(pure, nomem, nostack));
    r
}
#[cfg(target_arch = "x86_64")]
pub unsafe fn five_times(k: u32) -> u64 {
    let mut r: u64;
    // verdict: holds
    // proof: broken(story-broken)
    // story: let mut i = 0u64;
    // let mut s = 0u64;
    // while { crate::story::invariant(i <= 64 && s == i * 3); i < k as u64 % 64 } {
    //     i += 1;
    //     s += 3;
    // }
    // r = s;
    asm!("mov {r:e}, {k:e}", "and {r:e}, 63", "lea {r}, [{r} + 4*{r}]", k = in(reg) k, r = out(reg) r, options(pure, nomem, nostack));
    r
}
