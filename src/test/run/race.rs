// run: undefined behaviour 14 a data race: a write of `x` and a write by another thread are in no order
// trail: 10 a write by another thread is here
use std::thread;

struct Shared(*mut u32);
unsafe impl Send for Shared {}

fn set(to: Shared) {
    let to = to;
    unsafe { to.0.write(1) }
}

fn reset(to: *mut u32) {
    unsafe { to.write(0) }
}

fn main() {
    let mut x = 5;
    let there = &raw mut x;
    let shared = Shared(there);
    let other = thread::spawn(move || set(shared));
    thread::yield_now();
    reset(there);
    other.join().unwrap();
}
