#![cfg(target_arch = "x86_64")]
use core::arch::asm;

pub unsafe fn increment(counter: *mut u32, by: u32) -> u32 {
    let old;
    // verdict: holds
    //@ show:
    asm!(
        "lock xadd [{counter}], {by:e}",
        counter = in(reg) counter,
        by = inout(reg) by => old,
        options(nostack),
    );
    old
}

pub unsafe fn largest(a: u64, b: u64) -> u64 {
    let mut m = a;
    // verdict: holds
    //@ show: --allocation m=rdi,b=r15
    asm!("cmp {m}, {b}", "cmovb {m}, {b}", m = inout(reg) m, b = in(reg) b, options(pure, nomem, nostack));
    m
}

pub unsafe fn halve_while_even(mut x: u32) -> u32 {
    // verdict: bounded
    //@ show:
    asm!(
        "test {0:e}, {0:e}",
        "jz 3f",
        "2:",
        "test ${bit}, {0:e}",
        "jnz 3f",
        "shr {0:e}",
        "jmp 2b",
        "3:",
        inout(reg) x,
        bit = const 1,
        options(att_syntax, pure, nomem, nostack),
    );
    x
}

extern "C" fn callee() {}

pub unsafe fn call() {
    // verdict: holds
    //@ show:
    asm!("call {}", sym callee, clobber_abi("C"));
}

pub unsafe fn leave(x: u64) -> bool {
    // verdict: holds
    //@ show:
    asm!(
        "bt {x}, 5",
        "jc {yes}",
        x = in(reg) x,
        yes = label { return true },
        options(nomem, nostack),
    );
    false
}

pub unsafe fn write(text: &[u8]) -> isize {
    let count;
    // verdict: holds
    //@ show:
    asm!(
        "syscall",
        inlateout("rax") 1usize => count,
        in("rdi") 1,
        in("rsi") text.as_ptr(),
        in("rdx") text.len(),
        out("rcx") _,
        out("r11") _,
        options(nostack, readonly),
    );
    count
}

pub unsafe fn lanes(x: core::arch::x86_64::__m128i) -> u64 {
    let low: u64;
    // verdict: holds
    //@ show:
    asm!(
        "pxor {t}, {t}",
        "pavgb {t}, {x}",
        "movq {low}, {t}",
        x = in(xmm_reg) x,
        t = out(xmm_reg) _,
        low = lateout(reg) low,
        options(pure, nomem, nostack, preserves_flags),
    );
    low
}

pub unsafe fn swap_halves(x: u16) -> u16 {
    let mut y = x;
    // verdict: holds
    //@ show:
    asm!("xchg {y:l}, {y:h}", "push 3", "pop {t}", y = inout(reg_abcd) y, t = out(reg) _, options(preserves_flags));
    y
}
