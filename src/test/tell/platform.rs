//! What the platform determines, and Rust does not, may be anything.
use core::arch::asm;

#[cfg(target_arch = "x86_64")]
pub unsafe fn platform(p: *mut u64, n: usize, x: u64) -> u64 {
    let mut r: u64;
    // tell: r = crate::story::any::<u64>();
    asm!("mov {r}, rsp", r = out(reg) r, options(nomem, nostack));

    // tell: r = ((crate::story::any::<u64>().wrapping_add(8)) as usize as *mut u64).read();
    asm!("mov {r}, fs:[8]", r = out(reg) r, options(nostack, readonly));

    // tell: p.cast::<u32>().write(crate::story::any::<u32>());
    asm!("stmxcsr [{p}]", p = in(reg) p, options(nostack));

    // tell: use core::sync::atomic::{AtomicU64, Ordering}; AtomicU64::from_ptr(p.cast::<u64>()).swap(crate::story::any::<u64>(), Ordering::SeqCst);
    asm!("xchg [{p}], {x}", p = in(reg) p, x = out(reg) _, options(nostack));

    // tell: crate::story::store_later(p.cast::<u64>(), x); crate::story::wait_for_stores();
    asm!("movnti [{p}], {x}", "sfence", p = in(reg) p, x = in(reg) x, options(nostack));

    // tell: crate::story::fill(p.cast::<u64>(), x, n);
    asm!("rep stosq", inout("rcx") n => _, inout("rdi") p => _, in("rax") x, options(nostack, preserves_flags));

    // tell: crate::story::fetch_neg(p.cast::<u64>(), core::sync::atomic::Ordering::SeqCst);
    asm!("lock neg qword ptr [{p}]", p = in(reg) p, options(nostack));
    r
}
