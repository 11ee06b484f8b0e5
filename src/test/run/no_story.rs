// run: not analysed 7 an asm statement without story
use std::arch::asm;

fn main() {
    let x: u64;
    unsafe {
        asm!("mov {x}, 5", x = out(reg) x, options(nomem, nostack));
    }
    assert_eq!(x, 5);
}
