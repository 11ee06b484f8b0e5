// run: clean
// output: 9
// output: drop inner
// output: end
use std::cell::Cell;
use std::rc::Rc;

struct Loud(&'static str);

impl Drop for Loud {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}

fn main() {
    let number = Rc::new(Cell::new(4));
    let same = number.clone();
    same.set(9);
    println!("{}", number.get());
    let loud = Rc::new(Loud("inner"));
    let weak = Rc::downgrade(&loud);
    let other = Rc::clone(&loud);
    drop(loud);
    drop(other);
    drop(weak);
    println!("end");
}
