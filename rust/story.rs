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

/// An allocation that becomes larger where it is: a pointer to it leads to all of it from now on.
///
/// There is no word for one that becomes smaller: compilers may count on all of an allocation as
/// long as it lives.
///
/// # Safety
/// The memory behind it must be there, and be of no other allocation.
#[inline(never)]
pub unsafe fn grow_at(_address: usize, size: usize, larger: usize) {
    debug_assert!(size <= larger);
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
