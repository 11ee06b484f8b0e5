// run: not analysed 3 it makes more than 1000000 steps
fn main() {
    loop {}
}
