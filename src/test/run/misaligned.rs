// run: undefined behaviour 5 is accessed as something aligned to 4 bytes
fn main() {
    let a = [0u32; 2];
    let p = unsafe { (&raw const a).cast::<u8>().add(1).cast::<u32>() };
    let x = unsafe { *p };
    assert_eq!(x, 0);
}
