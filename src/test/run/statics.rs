// run: clean
static TABLE: [u16; 4] = [1, 2, 3, 4];
static NAME: &str = "fabula";
const K: [u8; 3] = [7, 8, 9];
static mut BUFFER: [u8; 16] = [0; 16];

fn main() {
    let i = std::hint::black_box(2);
    assert_eq!(TABLE[i], 3);
    assert_eq!(K[i], 9);
    assert_eq!(NAME.len(), 6);
    assert_eq!(NAME.as_bytes()[i], b'b');
    unsafe {
        BUFFER[i] = 5;
        assert_eq!(BUFFER[i], 5);
    }
}
