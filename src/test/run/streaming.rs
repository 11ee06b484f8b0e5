// run: undefined behaviour 27 a data race
// trail: 14 a write by another thread is here
use std::arch::asm;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

static READY: AtomicBool = AtomicBool::new(false);
static mut DATA: u64 = 0;

fn publish() {
    unsafe {
        let to = &raw mut DATA;
        let value = 7u64;
        // story: crate::story::store_later(to, value);
        asm!("movnti qword ptr [{to}], {value}", to = in(reg) to, value = in(reg) value, options(nostack, preserves_flags));
    }
    READY.store(true, Ordering::Release);
}

fn main() {
    let teller = thread::spawn(publish);
    while !READY.load(Ordering::Acquire) {
        thread::yield_now();
    }
    // The store may come later than the flag.
    let _data = unsafe {
        DATA
    };
    teller.join().unwrap();
}
