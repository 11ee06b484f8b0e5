// run: undefined behaviour 4 happens while `f` runs
fn f(a: &mut u32, p: *mut u32) {
    *a = 1;
    unsafe { *p = 2 };
}

fn main() {
    let mut x = 0;
    let p = &raw mut x;
    f(unsafe { &mut *p }, p);
    assert_eq!(x, 2);
}
