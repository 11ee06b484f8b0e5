// run: undefined behaviour 10 leads to `x`, which is not there any more
fn dangling() -> *const u32 {
    let x = 5;
    &raw const x
}

fn main() {
    let p = dangling();
    unsafe {
        let _r = &*p;
    }
}
