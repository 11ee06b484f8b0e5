// run: clean it panics at 4:5: assertion failed: x == 2
fn main() {
    let x = std::hint::black_box(1);
    assert!(x == 2);
}
