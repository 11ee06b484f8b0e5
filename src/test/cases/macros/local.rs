//@ target: x86_64-unknown-linux-gnu
// Macros of a function, with fragments, nested repetitions, and names of their own.

use core::arch::asm;

pub unsafe fn add(a: u64, b: u64) -> u64 {
    let mut x = a;
    macro_rules! add {
        ($dst:ident, $src:expr) => {
            // verdict: holds
            asm!("add {0}, {1}", inout(reg) $dst, in(reg) $src, options(nomem, nostack))
        };
    }
    add!(x, b + 1);
    x
}

pub unsafe fn load(p: *const u32, order: u8) -> u32 {
    let out: u32;
    macro_rules! load {
        ($insn:literal, $($modifier:tt)*) => {
            // verdict: holds
            // verdict: broken(output-not-written)
            asm!(concat!($insn, " {out", $($modifier)*, "}, [{p}]"), p = in(reg) p, out = out(reg) out, options(nostack, preserves_flags))
        };
    }
    match order {
        0 => load!("mov", ":e"),
        _ => load!("mov", ":x"),
    }
    out
}

// The variable that a macro declares is not the one of its caller.
macro_rules! hygienic {
    ($x:ident) => {{
        let value: u16 = 1;
        // verdict: broken(narrow-value-read-wide)
        asm!("mov {0:r}, {1:r}", out(reg) $x, in(reg) value);
    }};
    ($x:ident, $value:ident) => {{
        let value: u16 = 1;
        let _ = value;
        // verdict: holds
        asm!("mov {0:r}, {1:r}", out(reg) $x, in(reg) $value);
    }};
}

pub unsafe fn hygiene(value: u64) -> u64 {
    let mut x: u64;
    hygienic!(x);
    hygienic!(x, value);
    x
}

macro_rules! reversed {
    ([] $($done:literal)*) => {
        // verdict: broken(input-modified)
        // verdict: holds
        asm!($($done),*, in("rdx") 5_u64)
    };
    ([$first:literal $($rest:literal)*] $($done:literal)*) => { reversed!([$($rest)*] $first $($done)*) };
}

pub unsafe fn munch() {
    reversed!(["pop rdx" "mov rdx, 1" "push rdx"]);
    reversed!(["pop rdx" "pop rdx" "mov rdx, 1" "push rdx" "push rdx"]);
    reversed!(["neg rdx" "neg rdx" "neg rdx"]);
}
