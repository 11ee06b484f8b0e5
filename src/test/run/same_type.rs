// run: clean
use std::num::NonZero;

#[repr(transparent)]
struct Wrapped(u32);

fn add(x: u32) -> u32 {
    x + 1
}

fn main() {
    let plain = add as fn(u32) -> u32;
    let wrapped: fn(Wrapped) -> char = unsafe { std::mem::transmute(plain) };
    assert_eq!(wrapped(Wrapped(64)), 'A');
    let positive: fn(NonZero<u32>) -> u32 = unsafe { std::mem::transmute(plain) };
    assert_eq!(positive(NonZero::new(1).unwrap()), 2);
    fn first(x: &u8) -> u8 {
        *x
    }
    let raw: fn(*const u16) -> u8 = unsafe { std::mem::transmute(first as fn(&u8) -> u8) };
    assert_eq!(raw(&0x102u16), 2);
}
