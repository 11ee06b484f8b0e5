//@ target: x86_64-unknown-linux-gnu
// Macros that hand on names of macros, make templates, wrap items and choose by conditions.

use core::arch::asm;

macro_rules! prefix {
    (locked) => { "lock " };
    (plain) => { "" };
}

macro_rules! op {
    ($name:ident, $kind:ident, $insn:literal, $ty:ty $(, $option:ident)*) => {
        pub unsafe fn $name(p: *mut $ty, v: $ty) {
            // verdict: holds
            // verdict: broken(memory-under-nomem)
            asm!(concat!(prefix!($kind), $insn, " [{}], {}"), in(reg) p, in(reg) v, options(nostack $(, $option)*))
        }
    };
}

macro_rules! each {
    ($($op:ident => ($($args:tt)*)),* $(,)?) => { $($op! { $($args)* })* };
}

each! {
    op => (add64, locked, "add", u64),
    op => (sub64, plain, "sub", u64, nomem),
}

macro_rules! when {
    (if #[cfg($($meta:tt)*)] { $($then:item)* } else { $($other:item)* }) => {
        #[cfg($($meta)*)]
        when! { @as_is $($then)* }
        #[cfg(not($($meta)*))]
        when! { @as_is $($other)* }
    };
    (@as_is $($items:item)*) => { $($items)* };
}

when! {
    if #[cfg(target_arch = "x86_64")] {
        pub unsafe fn chosen() {
            // verdict: broken(register-not-declared)
            asm!("mov r12, 1");
        }
    } else {
        pub unsafe fn chosen() {}
    }
}

mod inner {
    #[macro_export]
    macro_rules! exported {
        ($($asm:tt)*) => { $crate::inner::wrapped!($($asm)*) };
    }
    macro_rules! wrapped {
        ($($asm:tt)*) => {
            // verdict: holds
            // verdict: broken(flags-not-preserved)
            core::arch::asm!($($asm)* options(nostack, preserves_flags))
        };
    }
    pub(crate) use wrapped;
}

pub unsafe fn uses(x: u64) {
    exported!("lea {0}, [{0} + 1]", inout(reg) x => _,);
    exported!("inc {0}", inout(reg) x => _,);
}

macro_rules! called_by_path {
    ($macro:path, $($args:tt)*) => { $macro!($($args)*) };
}

called_by_path!(op, xor64, locked, "xor", u64);

macro_rules! never_called {
    ($name:literal) => {
        // verdict: unknown(no use of it was found)
        asm!($name)
    };
}
