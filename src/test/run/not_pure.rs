// run: undefined behaviour 8 two runs of the story from equal operands give different results
use std::arch::asm;

fn main() {
    let x: u32;
    unsafe {
        // story: x = crate::story::any::<u32>();
        asm!("rdtsc", out("eax") x, out("edx") _, options(pure, nomem, nostack));
    }
    assert!(x as u64 <= u64::MAX);
}
