// run: clean
use std::arch::asm;

static mut BUFFER: [u64; 4] = [0; 4];

fn call(buffer: *mut [u64; 4]) -> u64 {
    unsafe {
        (*buffer)[0] = 1;
        // story: (&raw mut BUFFER).cast::<u64>().write(2);
        asm!("syscall", out("rcx") _, out("r11") _);
        (*buffer)[0]
    }
}

fn main() {
    assert_eq!(call(&raw mut BUFFER), 2);
}
