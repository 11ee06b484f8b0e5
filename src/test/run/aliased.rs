// run: undefined behaviour 8 this write of `x` goes through a reference that may not be used any more
fn main() {
    let mut x = 1;
    let p = &raw mut x;
    let a = unsafe { &mut *p };
    *a = 2;
    unsafe { *p = 3 };
    *a = 4;
    assert_eq!(x, 4);
}
