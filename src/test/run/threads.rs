// run: clean
// output: 7 from a thread
// output: 6 and 3
// output: dropped 1
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Barrier, Mutex};
use std::thread;

static READY: AtomicBool = AtomicBool::new(false);
static mut DATA: u32 = 0;

struct Loud(u32);

impl Drop for Loud {
    fn drop(&mut self) {
        println!("dropped {}", self.0);
    }
}

fn publish() {
    unsafe { DATA = 7 };
    READY.store(true, Ordering::Release);
}

fn main() {
    let teller = thread::spawn(publish);
    while !READY.load(Ordering::Acquire) {
        thread::yield_now();
    }
    println!("{} from a thread", unsafe { DATA });
    teller.join().unwrap();

    let number = Arc::new(Mutex::new(5));
    let other = Arc::clone(&number);
    let adder = thread::spawn(move || *other.lock().unwrap() += 1);
    adder.join().unwrap();
    let sum = AtomicU32::new(0);
    let barrier = Barrier::new(2);
    thread::scope(|s| {
        s.spawn(|| {
            sum.fetch_add(1, Ordering::Relaxed);
            barrier.wait();
        });
        s.spawn(|| {
            barrier.wait();
            sum.fetch_add(2, Ordering::Relaxed);
        });
    });
    println!("{} and {}", *number.lock().unwrap(), sum.load(Ordering::Relaxed));

    let loud = Arc::new(Loud(1));
    let again = loud.clone();
    drop(loud);
    drop(again);
}
