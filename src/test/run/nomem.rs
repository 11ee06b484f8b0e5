// run: undefined behaviour 7 the story writes memory of `x`, but its site is `nomem`
use std::arch::asm;

fn main() {
    let mut x = 1u32;
    unsafe {
        // story: p.write(0);
        asm!("mov dword ptr [{p}], 0", p = in(reg) &raw mut x, options(nomem, nostack));
    }
    assert_eq!(x, 0);
}
