//! What stories need beyond plain Rust. Take this file into a crate as the module `story`, say by
//! `#[path = "…/story.rs"] mod story;`; in a `// story:` comment it is there as `crate::story`.
//!
//! Fabula knows these functions by what they mean. Compiled they do what a machine can do of it.
#![allow(dead_code)]

/// Marks the module as this one.
pub const FABULA_VOCABULARY: u32 = 1;

/// A type of which every pattern of bits is a value.
///
/// # Safety
/// That must be so.
pub unsafe trait Arbitrary: Copy {}

macro_rules! arbitrary {
    ($($t:ty)*) => { $(unsafe impl Arbitrary for $t {})* };
}
arbitrary!(u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize f32 f64);

/// Some value; nobody may rely on which. Under Miri it depends on the seed.
#[inline(never)]
pub fn any<T: Arbitrary>() -> T {
    let here = 0u8;
    let mut state = (&raw const here) as usize as u64 ^ 0x9e37_79b9_7f4a_7c15;
    let mut value = core::mem::MaybeUninit::<T>::uninit();
    for i in 0..core::mem::size_of::<T>() {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        // SAFETY: the byte is inside of the value.
        unsafe { value.as_mut_ptr().cast::<u8>().add(i).write(state as u8) };
    }
    // SAFETY: all bytes are written, and each pattern of them is a value.
    unsafe { value.assume_init() }
}

/// A new allocation at an address that nothing else has, with exposed provenance.
///
/// # Safety
/// The memory must be there, and be of no other allocation.
#[inline(never)]
pub unsafe fn allocate_at(address: usize, _size: usize) -> *mut u8 {
    core::ptr::with_exposed_provenance_mut(address)
}

/// The end of an allocation.
///
/// # Safety
/// It must be one of this size, and not be used any more.
#[inline(never)]
pub unsafe fn free_at(_address: usize, _size: usize) {}

/// Moves an allocation to another address, where the same memory is to be seen.
///
/// # Safety
/// It must be one of this size, and not be used by its old address any more.
#[inline(never)]
pub unsafe fn move_to(_from: usize, to: usize, _size: usize) -> *mut u8 {
    core::ptr::with_exposed_provenance_mut(to)
}

/// A store that another thread makes at some time before [`wait_for_stores`] comes back.
///
/// # Safety
/// As for a write; nothing but a write may access the place before.
#[inline(never)]
pub unsafe fn store_later<T: Copy>(to: *mut T, value: T) {
    // SAFETY: the caller's.
    unsafe { to.write(value) }
}

/// Waits for all that was to be stored later.
#[inline(never)]
pub fn wait_for_stores() {
    core::sync::atomic::fence(core::sync::atomic::Ordering::Release);
}

/// Writes a value a number of times in a row.
///
/// # Safety
/// As for a write of each.
#[inline(never)]
pub unsafe fn fill<T: Copy>(to: *mut T, value: T, count: usize) {
    for i in 0..count {
        // SAFETY: the caller's.
        unsafe { to.add(i).write(value) }
    }
}

/// An integer that there is an atomic one of.
pub trait Shared: Copy {
    /// Atomically replaces what is at an address by its negation.
    ///
    /// # Safety
    /// As for an atomic access.
    unsafe fn negate(at: *mut Self, order: core::sync::atomic::Ordering) -> Self;
}

macro_rules! shared {
    ($($size:literal $atomic:ident $t:ident)*) => { $(
        #[cfg(target_has_atomic = $size)]
        impl Shared for $t {
            unsafe fn negate(at: *mut Self, order: core::sync::atomic::Ordering) -> Self {
                // SAFETY: the caller's.
                let at = unsafe { core::sync::atomic::$atomic::from_ptr(at) };
                let loose = core::sync::atomic::Ordering::Relaxed;
                let mut old = at.load(loose);
                while let Err(now) = at.compare_exchange_weak(old, old.wrapping_neg(), order, loose) {
                    old = now;
                }
                old
            }
        }
    )* };
}
shared!("8" AtomicU8 u8 "16" AtomicU16 u16 "32" AtomicU32 u32 "64" AtomicU64 u64);

/// Atomically replaces what is at an address by its negation, and yields what was there.
///
/// # Safety
/// As for an atomic access.
#[inline(never)]
pub unsafe fn fetch_neg<T: Shared>(at: *mut T, order: core::sync::atomic::Ordering) -> T {
    // SAFETY: the caller's.
    unsafe { T::negate(at, order) }
}

/// Runs something while none of the others runs. Under Miri this orders nothing else, so that
/// two threads are in the order that they ask for and in no other.
#[cfg(target_has_atomic = "64")]
fn alone<R>(run: impl FnOnce() -> R) -> R {
    use core::sync::atomic::{AtomicBool, Ordering};
    static TAKEN: AtomicBool = AtomicBool::new(false);
    let miri = cfg!(miri);
    let (take, leave) = if miri {
        (Ordering::Relaxed, Ordering::Relaxed)
    } else {
        (Ordering::Acquire, Ordering::Release)
    };
    while TAKEN.swap(true, take) {
        core::hint::spin_loop();
    }
    let result = run();
    TAKEN.store(false, leave);
    result
}

macro_rules! atomic {
    ($($name:ident $t:ident)*) => { $(
        /// What the atomic integers of `core` are, for 16 bytes, which stable Rust lacks.
        ///
        /// Run as it stands it is two atomic halves under a lock of its own: under Miri it is atomic
        /// among all accesses by this type and ordered as asked for, and an access of another kind
        /// that is in its way at the same time is the data race that it would be beside assembly,
        /// unless it is an atomic one of 8 bytes. Even a load needs memory that may be written.
        #[cfg(target_has_atomic = "64")]
        #[repr(C, align(16))]
        pub struct $name(core::cell::UnsafeCell<$t>);

        #[cfg(target_has_atomic = "64")]
        // SAFETY: all accesses are atomic.
        unsafe impl Sync for $name {}

        #[cfg(target_has_atomic = "64")]
        impl $name {
            /// The atomic integer at an address.
            ///
            /// # Safety
            /// As for those of `core`.
            #[inline]
            pub unsafe fn from_ptr<'a>(at: *mut $t) -> &'a Self {
                // SAFETY: the caller's.
                unsafe { &*at.cast() }
            }

            fn half(&self, high: bool) -> &core::sync::atomic::AtomicU64 {
                let second = high == cfg!(target_endian = "little");
                // SAFETY: the half is inside of the value.
                unsafe { &*self.0.get().cast::<core::sync::atomic::AtomicU64>().add(second as usize) }
            }

            /// What was written last, which a mere load of a half need not see.
            fn read(&self, order: core::sync::atomic::Ordering) -> $t {
                let low = self.half(false).fetch_or(0, order) as u128;
                let high = self.half(true).fetch_or(0, order) as u128;
                (high << 64 | low) as $t
            }

            fn write(&self, value: $t, order: core::sync::atomic::Ordering) {
                self.half(false).swap(value as u64, order);
                self.half(true).swap((value as u128 >> 64) as u64, order);
            }

            fn update(
                &self,
                order: core::sync::atomic::Ordering,
                change: impl FnOnce($t) -> $t,
            ) -> $t {
                alone(|| {
                    let old = self.read(order);
                    self.write(change(old), order);
                    old
                })
            }

            #[inline(never)]
            pub fn load(&self, order: core::sync::atomic::Ordering) -> $t {
                use core::sync::atomic::Ordering;
                assert!(!matches!(order, Ordering::Release | Ordering::AcqRel));
                alone(|| self.read(order))
            }

            #[inline(never)]
            pub fn store(&self, value: $t, order: core::sync::atomic::Ordering) {
                use core::sync::atomic::Ordering;
                assert!(!matches!(order, Ordering::Acquire | Ordering::AcqRel));
                alone(|| self.write(value, order))
            }

            #[inline(never)]
            pub fn compare_exchange(
                &self,
                current: $t,
                new: $t,
                success: core::sync::atomic::Ordering,
                failure: core::sync::atomic::Ordering,
            ) -> Result<$t, $t> {
                use core::sync::atomic::Ordering;
                assert!(!matches!(failure, Ordering::Release | Ordering::AcqRel));
                alone(|| {
                    if self.read(Ordering::Relaxed) == current {
                        self.read(success);
                        self.write(new, success);
                        Ok(current)
                    } else {
                        Err(self.read(failure))
                    }
                })
            }

            #[inline(never)]
            pub fn swap(&self, value: $t, order: core::sync::atomic::Ordering) -> $t {
                self.update(order, |_| value)
            }

            #[inline(never)]
            pub fn fetch_add(&self, value: $t, order: core::sync::atomic::Ordering) -> $t {
                self.update(order, |old| old.wrapping_add(value))
            }

            #[inline(never)]
            pub fn fetch_sub(&self, value: $t, order: core::sync::atomic::Ordering) -> $t {
                self.update(order, |old| old.wrapping_sub(value))
            }

            #[inline(never)]
            pub fn fetch_and(&self, value: $t, order: core::sync::atomic::Ordering) -> $t {
                self.update(order, |old| old & value)
            }

            #[inline(never)]
            pub fn fetch_nand(&self, value: $t, order: core::sync::atomic::Ordering) -> $t {
                self.update(order, |old| !(old & value))
            }

            #[inline(never)]
            pub fn fetch_or(&self, value: $t, order: core::sync::atomic::Ordering) -> $t {
                self.update(order, |old| old | value)
            }

            #[inline(never)]
            pub fn fetch_xor(&self, value: $t, order: core::sync::atomic::Ordering) -> $t {
                self.update(order, |old| old ^ value)
            }

            #[inline(never)]
            pub fn fetch_max(&self, value: $t, order: core::sync::atomic::Ordering) -> $t {
                self.update(order, |old| old.max(value))
            }

            #[inline(never)]
            pub fn fetch_min(&self, value: $t, order: core::sync::atomic::Ordering) -> $t {
                self.update(order, |old| old.min(value))
            }
        }
    )* };
}
atomic!(AtomicU128 u128 AtomicI128 i128);
