use core::arch::asm;

pub mod extend {
    pub mod narrow {
        pub fn zero(v: u16) -> u32 {
            v as u32
        }
    }
    pub mod wide {
        pub fn identity(v: u64) -> u64 {
            v
        }
        pub use self::identity as zero;
    }
}

pub unsafe fn renamed(a: u64, b: u16) -> u64 {
    let mut r: u64;
    // verdict: holds
    asm!("mov {r}, {x}", x = in(reg) crate::extend::wide::zero(a), r = out(reg) r, options(pure, nomem, nostack, preserves_flags));
    // verdict: broken(narrow-value-read-wide)
    asm!("mov {r}, {x:r}", x = in(reg) crate::extend::narrow::zero(b), r = out(reg) r, options(pure, nomem, nostack, preserves_flags));
    r
}
