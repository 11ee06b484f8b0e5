// run: undefined behaviour 6 uninitialised memory of
use std::mem::MaybeUninit;

fn main() {
    let x = MaybeUninit::<u32>::uninit();
    let y = unsafe { x.assume_init() };
    assert_eq!(y, y);
}
