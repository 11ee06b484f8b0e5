// run: undefined behaviour 5 an access of 4 bytes at offset 16 of `a`, which has 16 bytes, is out of bounds
fn main() {
    let a = [1u32, 2, 3, 4];
    unsafe {
        assert_eq!(a.as_ptr().add(4).read(), 5);
    }
}
