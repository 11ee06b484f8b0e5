// run: undefined behaviour 11 this write of `x` goes through a reference that may not be used any more
fn main() {
    let mut x = 1u32;
    let base = &raw mut x;
    let one = unsafe { &mut *base };
    let address = one as *mut u32 as usize;
    let other = unsafe { &mut *base };
    let _also = other as *mut u32 as usize;
    unsafe { (address as *mut u32).write(2) };
    unsafe { base.write(3) };
    unsafe { (address as *mut u32).write(4) };
}
