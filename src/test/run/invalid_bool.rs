// run: undefined behaviour 4 the byte 0x02 is no `bool`
fn main() {
    let x = 2u8;
    let b = unsafe { (&raw const x).cast::<bool>().read() };
    assert!(b);
}
