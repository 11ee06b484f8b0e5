use core::arch::asm;

pub fn widening_square(x: u64, addend: u64) -> u64 {
    let high: u64;
    // verdict: broken(late-output-written-early)
    unsafe {
        asm!(
            "mov {t}, {x}",
            "imul {t}, {x}",
            "lea {h}, [{t} + {a}]",
            x = in(reg) x, a = in(reg) addend, t = lateout(reg) _, h = lateout(reg) high,
        )
    }
    high
}
