// run: undefined behaviour 10 this write of `x` goes through a reference that may only read
// trail: 7 protects it until it ends
// trail: 17 the reference to `x` is borrowed by `&`, frozen from its start
use std::arch::asm;

#[inline(never)]
fn innocent(x: &i32) {
    unsafe {
        // What stands for the instruction writes behind a shared reference.
        // story: (x as *const i32 as *mut i32).write(0);
        asm!("mov dword ptr [{x}], 0", x = in(reg) x, options(nostack));
    }
}

fn main() {
    let x = 1;
    innocent(&x);
    assert_eq!(x, 1);
}
