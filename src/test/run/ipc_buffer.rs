// run: undefined behaviour 10 while `call` runs
use std::arch::asm;

static mut BUFFER: [u64; 4] = [0; 4];

fn call(buffer: &mut [u64; 4]) -> u64 {
    buffer[0] = 1;
    unsafe {
        // The kernel writes the buffer by an address of its own.
        // story: (&raw mut BUFFER).cast::<u64>().write(2);
        asm!("syscall", out("rcx") _, out("r11") _);
    }
    buffer[0]
}

fn main() {
    assert_eq!(call(unsafe { &mut *(&raw mut BUFFER) }), 2);
}
