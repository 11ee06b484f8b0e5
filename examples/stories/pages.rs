//! Page tables as an allocator: what a new entry makes reachable is a new allocation, or one that moves or grows.
#![cfg(target_arch = "x86_64")]

use core::arch::asm;

/// The same memory is mapped at both addresses: nothing is to be done, but for the compiler to know.
pub unsafe fn moved(from: usize, to: usize) -> *mut u8 {
    let mut r = to as *mut u8;
    // verdict: holds
    // proof: holds
    // story: r = crate::story::move_to(from, r as usize, 4096);
    asm!("/* {from} {r} */", from = in(reg) from, r = inout(reg) r, options(nostack, preserves_flags));
    // verdict: holds
    // proof: broken(story-broken)
    // story: r = crate::story::move_to(from, r as usize, 4096); *(from as *mut u8) = 1;
    asm!("mov byte ptr [{from}], 1 /* {r} */", from = in(reg) from, r = inout(reg) r, options(nostack, preserves_flags));
    // verdict: holds
    // proof: broken(story-broken)
    // story: r = crate::story::move_to(from, r as usize, 4096);
    asm!("mov {r}, {from}", from = in(reg) from, r = inout(reg) r, options(nostack, preserves_flags));
    r
}

pub unsafe fn allocate(entry: *mut u64, frame: u64, page: *mut u8) -> *mut u8 {
    let mut p = page;
    // verdict: holds
    // proof: holds
    // story: *entry = frame | 3; p = crate::story::allocate_at(p as usize, 4096);
    asm!("mov {t}, {frame}", "or {t}, 3", "mov [{entry}], {t}", "invlpg [{p}]", entry = in(reg) entry, frame = in(reg) frame, t = out(reg) _, p = inout(reg) p, options(nostack));
    // verdict: holds
    // proof: broken(story-broken)
    // story: *entry = frame | 1; p = crate::story::allocate_at(p as usize, 4096);
    asm!("mov {t}, {frame}", "or {t}, 3", "mov [{entry}], {t}", "invlpg [{p}]", entry = in(reg) entry, frame = in(reg) frame, t = out(reg) _, p = inout(reg) p, options(nostack));
    p
}

pub unsafe fn free(entry: *mut u64, page: usize) {
    // verdict: holds
    // proof: holds
    // story: *entry = 0; crate::story::free_at(page, 4096);
    asm!("mov qword ptr [{entry}], 0", "invlpg [{page}]", entry = in(reg) entry, page = in(reg) page, options(nostack, preserves_flags));
    // verdict: holds
    // proof: broken(story-broken)
    // story: crate::story::free_at(page, 4096); *(page as *mut u64) = 0;
    asm!("invlpg [{page}]", "mov qword ptr [{page}], 0", page = in(reg) page, options(nostack, preserves_flags));
    // verdict: holds
    // proof: unknown(tlb is not compared with stories yet)
    // story: *entry = 0;
    asm!("mov qword ptr [{entry}], 0", "invlpg [{page}]", entry = in(reg) entry, page = in(reg) page, options(nostack, preserves_flags));
}

pub unsafe fn grow(entry: *mut u64, frame: u64, base: usize) {
    // verdict: holds
    // proof: holds
    // story: *entry = frame; crate::story::grow_at(base, 4096, 8192);
    asm!("mov [{entry}], {frame}", "invlpg [{base} + 4096]", entry = in(reg) entry, frame = in(reg) frame, base = in(reg) base, options(nostack, preserves_flags));
    // verdict: holds
    // proof: broken(story-broken)
    // story: *entry = 0; crate::story::grow_at(base, 8192, 4096);
    asm!("mov qword ptr [{entry}], 0", "invlpg [{base} + 4096]", entry = in(reg) entry, base = in(reg) base, options(nostack, preserves_flags));
}
