use core::arch::asm;

pub fn increment(counter: &mut u64) {
    // verdict: broken(flags-not-preserved)
    unsafe { asm!("lock inc qword ptr [{c}]", c = in(reg) counter, options(nostack, preserves_flags)) }
}
