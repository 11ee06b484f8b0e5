// run: clean
static mut COUNT: u32 = 0;

struct Counted(u32);

impl Drop for Counted {
    fn drop(&mut self) {
        unsafe { COUNT = COUNT * 10 + self.0 }
    }
}

fn main() {
    {
        let _a = Counted(1);
        let _b = Box::new(Counted(2));
        let _c = vec![Counted(3), Counted(4)];
        std::mem::forget(Counted(9));
    }
    assert_eq!(unsafe { COUNT }, 3421);
}
