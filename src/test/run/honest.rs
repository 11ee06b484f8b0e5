// run: clean
use std::arch::asm;

#[inline(never)]
fn honest(x: &mut i32) {
    unsafe {
        // story: (x as *mut i32).write(0);
        asm!("mov dword ptr [{x}], 0", x = in(reg) x, options(nostack));
    }
}

fn main() {
    let mut x = 1;
    honest(&mut x);
    assert_eq!(x, 0);
}
