// run: undefined behaviour 6 no pointer to what is there was exposed
fn main() {
    let mut x = 1u32;
    let a = (&raw mut x).addr();
    let p = std::ptr::with_exposed_provenance_mut::<u32>(a);
    unsafe { *p = 2 };
    assert_eq!(x, 2);
}
