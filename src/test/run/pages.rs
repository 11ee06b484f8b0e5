// run: undefined behaviour 27 is accessed after its end
use std::arch::asm;

#[path = "../../../rust/story.rs"]
mod story;

fn map(page: usize) -> *mut u8 {
    let p: *mut u8;
    unsafe {
        // story: p = crate::story::allocate_at(page, 4096);
        asm!("mov {p}, {page}", "invlpg [{p}]", page = in(reg) page, p = out(reg) p);
    }
    p
}

fn unmap(page: usize) {
    unsafe {
        // story: crate::story::free_at(page, 4096);
        asm!("invlpg [{page}]", page = in(reg) page);
    }
}

fn main() {
    let p = map(0x7000_0000);
    unsafe { p.write(1) };
    unmap(0x7000_0000);
    unsafe { p.write(2) };
}
