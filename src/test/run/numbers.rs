// run: clean
fn fibonacci(n: u32) -> u64 {
    let (mut a, mut b) = (0u64, 1u64);
    for _ in 0..n {
        (a, b) = (b, a + b);
    }
    a
}

fn main() {
    assert_eq!(fibonacci(50), 12586269025);
    assert_eq!((-7i32).rem_euclid(3), 2);
    assert_eq!(200u8.wrapping_add(100), 44);
    assert_eq!(200u8.checked_add(100), None);
    assert_eq!((1u128 << 100).trailing_zeros(), 100);
    assert_eq!(-1i8 as u32, 0xffff_ffff);
    assert_eq!(300.7f64 as u8, 255);
    assert_eq!('a' as u32 + 1, 98);
}
