// run: clean
use std::arch::asm;

fn add(a: u64, b: u64) -> (u64, u64) {
    let mut x = a;
    let y: u64;
    unsafe {
        // story: y = x; x = x.wrapping_add(b);
        asm!("mov {y}, {x}", "add {x}, {b}", x = inout(reg) x, y = out(reg) y, b = in(reg) b,
            options(pure, nomem, nostack));
    }
    (x, y)
}

fn main() {
    assert_eq!(add(3, 4), (7, 3));
    assert_eq!(add(u64::MAX, 2), (1, u64::MAX));
}
