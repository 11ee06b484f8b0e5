use core::arch::asm;

pub unsafe fn move_down(to: *mut u64, from: *const u64, count: usize) {
    // verdict: broken(direction-flag-set)
    asm!(
        "std",
        "rep movsq",
        inout("rcx") count => _, inout("rdi") to => _, inout("rsi") from => _,
    );
}
