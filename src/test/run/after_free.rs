// run: undefined behaviour 7 an allocation of the heap is accessed after its end
fn main() {
    let b = Box::new(5u32);
    let p = &raw const *b;
    drop(b);
    unsafe {
        assert_eq!(p.read(), 5);
    }
}
