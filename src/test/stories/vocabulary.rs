//! The words that plain Rust lacks.
use core::arch::asm;
#[cfg(target_arch = "x86_64")]
pub unsafe fn clock() -> u64 {
    let (mut lo, mut hi): (u32, u32);
    // proof: holds
    // story: lo = crate::story::any(); hi = crate::story::any();
    asm!("rdtsc", out("eax") lo, out("edx") hi, options(nomem, nostack));
    // proof: broken(story-broken)
    // story: lo = crate::story::any::<u32>() & 7; hi = crate::story::any();
    asm!("rdtsc", out("eax") lo, out("edx") hi, options(nomem, nostack));
    u64::from(lo) << 32 | u64::from(hi)
}
#[cfg(target_arch = "x86_64")]
pub unsafe fn pair() -> u64 {
    let (a, b): (u64, u64);
    // proof: broken(story-broken)
    // story: a = crate::story::any(); b = a;
    asm!("xor {a:e}, {a:e}", "mov {b:e}, 1", a = out(reg) a, b = out(reg) b, options(nomem, nostack));
    a ^ b
}
#[cfg(target_arch = "x86_64")]
pub unsafe fn paint(p: *mut u64) -> u64 {
    let r: u64;
    // proof: holds
    // story: *p = crate::story::any(); r = crate::story::any();
    asm!("mov qword ptr [{p}], 77", "mov {r}, rsp", p = in(reg) p, r = out(reg) r, options(nostack));
    r
}
#[cfg(target_arch = "x86_64")]
pub unsafe fn stream(p: *mut u64, x: u64) {
    // proof: holds
    // story: crate::story::store_later(p, x);
    asm!("movnti [{p}], {x}", p = in(reg) p, x = in(reg) x, options(nostack));
    // proof: broken(story-broken)
    // story: *p = x;
    asm!("movnti [{p}], {x}", p = in(reg) p, x = in(reg) x, options(nostack));
    // proof: broken(story-broken)
    // story: crate::story::store_later(p, x + 1);
    asm!("movnti [{p}], {x}", p = in(reg) p, x = in(reg) x, options(nostack));
    // proof: holds
    // story: crate::story::store_later(p, x); crate::story::wait_for_stores();
    asm!("movnti [{p}], {x}", "sfence", p = in(reg) p, x = in(reg) x, options(nostack));
    // proof: broken(story-broken)
    // story: crate::story::store_later(p, x); crate::story::wait_for_stores();
    asm!("sfence", "movnti [{p}], {x}", p = in(reg) p, x = in(reg) x, options(nostack));
    // proof: holds
    // story: crate::story::wait_for_stores();
    asm!("sfence", options(nostack));
    // proof: broken(story-broken)
    // story: crate::story::wait_for_stores();
    asm!("lfence", options(nostack));
    // proof: holds
    // story: crate::story::store_later(p, x);
    asm!("mov [{p}], {x}", p = in(reg) p, x = in(reg) x, options(nostack));
}
#[cfg(target_arch = "x86_64")]
pub unsafe fn mirrored(from: usize, to: usize) -> *mut u8 {
    let mut r = from as *mut u8;
    // proof: holds
    // story: r = crate::story::move_to(from, to, 4096);
    asm!("mov {r}, {to} # {from}", from = in(reg) from, to = in(reg) to, r = inout(reg) r, options(nostack));
    r
}

/// No choice makes these agree, or it is not known which one does.
#[cfg(target_arch = "x86_64")]
pub unsafe fn chosen(a: u64) -> u64 {
    let mut r: u64;
    let mut q: u64;
    // proof: holds
    // story: r = crate::story::any::<u8>() as u64;
    asm!("movzx {r:e}, {a:l}", a = in(reg) a, r = out(reg) r, options(pure, nomem, nostack));
    // proof: broken(story-broken)
    // story: r = crate::story::any::<u8>() as u64;
    asm!("mov {r}, {a}", a = in(reg) a, r = out(reg) r, options(pure, nomem, nostack));
    // proof: broken(story-broken)
    // story: r = crate::story::any::<u64>() & 0xff;
    asm!("movzx {r:e}, {a:x}", a = in(reg) a, r = out(reg) r, options(pure, nomem, nostack));
    // proof: broken(story-broken)
    // story: let x = crate::story::any::<u64>(); (r, q) = (x, x);
    asm!("mov {r}, {a}", "lea {q}, [{r} + 1]", a = in(reg) a, r = out(reg) r, q = out(reg) q, options(pure, nomem, nostack));
    // proof: unknown(what `story::any`)
    // story: r = crate::story::any::<u64>().wrapping_mul(3);
    asm!("mov {r}, {a}", a = in(reg) a, r = out(reg) r, options(pure, nomem, nostack));
    // proof: holds
    // story: r = crate::story::float_integral(f64::from_bits(a), crate::story::UP).to_bits();
    asm!("movq {x}, {a}", "roundsd {x}, {x}, 10", "movq {r}, {x}", a = in(reg) a, x = out(xmm_reg) _, r = out(reg) r, options(pure, nomem, nostack));
    r
}
