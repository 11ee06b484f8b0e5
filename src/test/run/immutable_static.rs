// run: undefined behaviour 5 this writes to
static X: u32 = 1;
fn main() {
    let p = &raw const X as *mut u32;
    unsafe { *p = 2 };
}
