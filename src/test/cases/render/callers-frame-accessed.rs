//@ target: x86_64-unknown-linux-gnu
use core::arch::asm;

/// Takes the word that the function around the site may have on top of its stack.
pub fn top_of_stack() -> u64 {
    let word: u64;
    // verdict: broken(callers-frame-accessed)
    unsafe { asm!("mov {word}, [rsp]", word = out(reg) word, options(nostack, preserves_flags)) }
    word
}
