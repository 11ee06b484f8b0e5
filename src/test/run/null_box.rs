// run: undefined behaviour 5 a null pointer is made a reference of type `Box<()>`
fn main() {
    let mut x = Box::new(());
    unsafe { (&raw mut x).cast::<usize>().write(0) };
    let _ = *x;
}
