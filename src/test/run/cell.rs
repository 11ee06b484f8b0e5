// run: clean
use std::arch::asm;
use std::cell::UnsafeCell;

#[inline(never)]
fn through(x: &UnsafeCell<i32>) {
    unsafe {
        // story: (x as *const UnsafeCell<i32> as *mut i32).write(0);
        asm!("mov dword ptr [{x}], 0", x = in(reg) x, options(nostack));
    }
}

fn main() {
    let x = UnsafeCell::new(1);
    through(&x);
    assert_eq!(x.into_inner(), 0);
}
