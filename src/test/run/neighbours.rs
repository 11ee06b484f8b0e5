// run: clean
use std::cell::Cell;
struct Both {
    a: u32,
    b: Cell<u32>,
}
fn write(x: &Both) -> u32 {
    let before = x.a;
    x.b.set(7);
    before + x.a
}
fn main() {
    let x = Both { a: 1, b: Cell::new(2) };
    assert_eq!(write(&x), 2);
    assert_eq!(x.b.get(), 7);
}
