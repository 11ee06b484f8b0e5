// run: clean
struct Pair<T> {
    a: T,
    b: T,
}

impl<T: Copy> Pair<T> {
    fn new(a: T, b: T) -> Pair<T> {
        Pair { a, b }
    }

    fn merge(&self, f: impl Fn(T, T) -> T) -> T {
        f(self.a, self.b)
    }
}

fn twice<T, F: FnMut() -> T>(mut f: F) -> (T, T) {
    (f(), f())
}

fn main() {
    let k = 10;
    assert_eq!(Pair::new(3u32, 4).merge(|a, b| a + b + k), 17);
    assert_eq!(Pair::new(3u8, 4).merge(|a, b| a * b), 12);
    let mut n = 0;
    let (x, y) = twice(|| {
        n += 1;
        n
    });
    assert_eq!((x, y), (1, 2));
    let f: fn(u32) -> u32 = |x| x + 1;
    assert_eq!(f(2), 3);
}
