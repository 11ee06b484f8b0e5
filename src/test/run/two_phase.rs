// run: clean
fn main() {
    let mut v = vec![1, 2];
    v.push(v.len());
    assert_eq!(v[2], 2);
}
