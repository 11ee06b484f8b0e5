// run: undefined behaviour 7 the story comes back, but its site is `noreturn`
use std::arch::asm;

fn stop() -> ! {
    unsafe {
        // story: ();
        asm!("ud2", options(noreturn));
    }
}

fn main() {
    stop()
}
