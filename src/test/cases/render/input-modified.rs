use core::arch::asm;

pub fn sum(words: &[u64]) -> u64 {
    let mut sum = 0u64;
    // verdict: broken(input-modified)
    unsafe {
        asm!(
            "test {n}, {n}",
            "jz 3f",
            "2:",
            "add {s}, [{p}]",
            "add {p}, 8",
            "dec {n}",
            "jnz 2b",
            "3:",
            p = in(reg) words.as_ptr(),
            n = in(reg) words.len(),
            s = inout(reg) sum,
            options(nostack, readonly),
        );
    }
    sum
}
