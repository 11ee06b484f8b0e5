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

/// What is true whenever a turn of a loop begins: `while { invariant(…); condition } { … }`. A proof
/// takes it for all that is known of what a turn may change.
#[inline(never)]
pub fn invariant(holds: bool) {
    assert!(holds, "the invariant is false");
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

/// How a number between two floats becomes one of them.
pub type Rounding = u8;
/// The nearest; of two equally near the one with an even significand. What Rust's own operators do.
pub const NEAREST: Rounding = 0;
/// The lower.
pub const DOWN: Rounding = 1;
/// The upper.
pub const UP: Rounding = 2;
/// The one nearer to zero.
pub const TO_ZERO: Rounding = 3;

/// A type of floats.
///
/// # Safety
/// The numbers must be those of the format, at most 64 bits wide.
pub unsafe trait Float: Arbitrary {
    /// Bits of a significand, the leading one included.
    const PRECISION: i32;
    /// Bits in all.
    const WIDTH: i32;
    /// The bits of a float.
    fn bits(self) -> u64;
    /// The float of some bits.
    fn of(bits: u64) -> Self;
}

unsafe impl Float for f32 {
    const PRECISION: i32 = 24;
    const WIDTH: i32 = 32;
    fn bits(self) -> u64 {
        self.to_bits() as u64
    }
    fn of(bits: u64) -> f32 {
        f32::from_bits(bits as u32)
    }
}

unsafe impl Float for f64 {
    const PRECISION: i32 = 53;
    const WIDTH: i32 = 64;
    fn bits(self) -> u64 {
        self.to_bits()
    }
    fn of(bits: u64) -> f64 {
        f64::from_bits(bits)
    }
}

/// A type of integers of at most 64 bits.
///
/// # Safety
/// `LEAST` and `MOST` must be its bounds.
pub unsafe trait Integer: Copy {
    /// The least value.
    const LEAST: i128;
    /// The greatest value.
    const MOST: i128;
    /// The value.
    fn value(self) -> i128;
    /// The integer of a value that is one.
    fn of(value: i128) -> Self;
}

macro_rules! integer {
    ($($t:ty)*) => { $(unsafe impl Integer for $t {
        const LEAST: i128 = <$t>::MIN as i128;
        const MOST: i128 = <$t>::MAX as i128;
        fn value(self) -> i128 { self as i128 }
        fn of(value: i128) -> $t { value as $t }
    })* };
}
integer!(u8 u16 u32 u64 usize i8 i16 i32 i64 isize);

/// What a float stands for: no NaN, and if it is finite, a significand times a power of two.
#[derive(Clone, Copy)]
struct Number {
    negative: bool,
    infinite: bool,
    significand: u128,
    exponent: i32,
}

impl Number {
    fn is_zero(self) -> bool {
        !self.infinite && self.significand == 0
    }

    /// The same with the leading one at a bit, if it has one.
    fn leading_at(self, bit: u32) -> Number {
        if self.significand == 0 {
            return self;
        }
        let by = bit as i32 - (127 - self.significand.leading_zeros() as i32);
        Number { significand: shifted(self.significand, by), exponent: self.exponent - by, ..self }
    }
}

/// A shift to the left, or to the right with the last bit set if any bit that is set is lost.
fn shifted(number: u128, by: i32) -> u128 {
    if number == 0 {
        0
    } else if by >= 0 {
        number << by
    } else if by <= -128 {
        (number != 0) as u128
    } else {
        number >> -by | (number << (128 + by) != 0) as u128
    }
}

fn infinity<T: Float>() -> u64 {
    (1 << (T::WIDTH - 1)) - (1 << (T::PRECISION - 1))
}

fn nan<T: Float>() -> T {
    T::of(infinity::<T>() | 1 << (T::PRECISION - 2))
}

/// The exponent of the least bit of denormal numbers.
fn lowest<T: Float>() -> i32 {
    3 - (1 << (T::WIDTH - T::PRECISION - 1)) - T::PRECISION
}

fn number<T: Float>(float: T) -> Option<Number> {
    let magnitude = float.bits() & ((1 << (T::WIDTH - 1)) - 1);
    if magnitude > infinity::<T>() {
        return None;
    }
    let one = 1 << (T::PRECISION - 1);
    let biased = (magnitude / one) as i32;
    let fraction = magnitude % one;
    Some(Number {
        negative: float.bits() >> (T::WIDTH - 1) != 0,
        infinite: magnitude == infinity::<T>(),
        significand: (if biased == 0 { fraction } else { fraction + one }) as u128,
        exponent: lowest::<T>() + if biased == 0 { 0 } else { biased - 1 },
    })
}

fn signed<T: Float>(negative: bool, magnitude: u64) -> T {
    T::of(magnitude | (negative as u64) << (T::WIDTH - 1))
}

/// Whether a magnitude is rounded to the larger of two, by its bits below the unit: half, and rest.
fn increments(negative: bool, odd: bool, half: bool, rest: bool, rounding: Rounding) -> bool {
    match rounding {
        NEAREST => half && (rest || odd),
        DOWN => negative && (half || rest),
        UP => !negative && (half || rest),
        _ => false,
    }
}

/// The units of 2^exponent in a number, rounded. The last bit of a significand may be sticky.
fn units(number: Number, exponent: i32, rounding: Rounding) -> u128 {
    // Two bits below the unit: half, and whether there is anything else.
    let fine = shifted(number.significand, number.exponent - exponent + 2);
    let whole = fine >> 2;
    let (half, rest) = (fine & 2 != 0, fine & 1 != 0);
    whole + increments(number.negative, whole & 1 != 0, half, rest, rounding) as u128
}

fn rounded<T: Float>(number: Number, rounding: Rounding) -> T {
    if number.infinite {
        return signed(number.negative, infinity::<T>());
    }
    if number.significand == 0 {
        return signed(number.negative, 0);
    }
    let n = number.leading_at(120);
    let exponent = (n.exponent + 121 - T::PRECISION).max(lowest::<T>());
    let units = units(n, exponent, rounding) as u64;
    let one = 1u64 << (T::PRECISION - 1);
    let biased = (exponent - lowest::<T>()) as u64;
    // A carry out of the significand is one into the exponent.
    let magnitude = if units < one { units } else { biased * one + units };
    let over = biased >= infinity::<T>() / one || magnitude >= infinity::<T>();
    if !over {
        return signed(number.negative, magnitude);
    }
    let infinite = match rounding {
        NEAREST => true,
        DOWN => number.negative,
        UP => !number.negative,
        _ => false,
    };
    signed(number.negative, infinity::<T>() - !infinite as u64)
}

/// The sum of two finite numbers that are not both zero, perhaps with a sticky last bit.
fn sum(a: Number, b: Number, rounding: Rounding) -> Number {
    let (a, b) = (a.leading_at(124), b.leading_at(124));
    let (large, small) = if a.significand == 0 || b.significand != 0 && b.exponent > a.exponent {
        (b, a)
    } else {
        (a, b)
    };
    let other = shifted(small.significand, (small.exponent - large.exponent).max(-128));
    if large.negative == small.negative {
        return Number { significand: large.significand + other, ..large };
    }
    if large.significand == other {
        return Number { significand: 0, negative: rounding == DOWN, ..large };
    }
    if large.significand > other {
        Number { significand: large.significand - other, ..large }
    } else {
        Number { significand: other - large.significand, negative: small.negative, ..large }
    }
}

fn added<T: Float>(a: Number, b: Number, rounding: Rounding) -> T {
    if a.infinite || b.infinite {
        return if a.infinite && b.infinite && a.negative != b.negative {
            nan()
        } else {
            rounded(if a.infinite { a } else { b }, rounding)
        };
    }
    if a.is_zero() && b.is_zero() {
        let both = a.negative && b.negative;
        return signed(both || a.negative != b.negative && rounding == DOWN, 0);
    }
    rounded(sum(a, b, rounding), rounding)
}

/// The product of two numbers; none of zero and infinity.
fn product(a: Number, b: Number) -> Option<Number> {
    if a.infinite && b.is_zero() || a.is_zero() && b.infinite {
        return None;
    }
    Some(Number {
        negative: a.negative != b.negative,
        infinite: a.infinite || b.infinite,
        significand: a.significand * b.significand,
        exponent: a.exponent + b.exponent,
    })
}

/// The sum of two floats.
#[inline(never)]
pub fn float_add<T: Float>(a: T, b: T, rounding: Rounding) -> T {
    match (number(a), number(b)) {
        (Some(a), Some(b)) => added(a, b, rounding),
        _ => nan(),
    }
}

/// The first float less the second.
#[inline(never)]
pub fn float_sub<T: Float>(a: T, b: T, rounding: Rounding) -> T {
    match (number(a), number(b)) {
        (Some(a), Some(b)) => added(a, Number { negative: !b.negative, ..b }, rounding),
        _ => nan(),
    }
}

/// The product of two floats.
#[inline(never)]
pub fn float_mul<T: Float>(a: T, b: T, rounding: Rounding) -> T {
    match (number(a), number(b)) {
        (Some(a), Some(b)) => product(a, b).map_or(nan(), |p| rounded(p, rounding)),
        _ => nan(),
    }
}

/// The product of two floats plus a third, rounded once.
#[inline(never)]
pub fn float_mul_add<T: Float>(a: T, b: T, c: T, rounding: Rounding) -> T {
    match (number(a), number(b), number(c)) {
        (Some(a), Some(b), Some(c)) => product(a, b).map_or(nan(), |p| added(p, c, rounding)),
        _ => nan(),
    }
}

/// The first float divided by the second.
#[inline(never)]
pub fn float_div<T: Float>(a: T, b: T, rounding: Rounding) -> T {
    let (Some(a), Some(b)) = (number(a), number(b)) else {
        return nan();
    };
    if a.infinite && b.infinite || a.is_zero() && b.is_zero() {
        return nan();
    }
    let negative = a.negative != b.negative;
    if a.infinite || b.is_zero() {
        return signed(negative, infinity::<T>());
    }
    if a.is_zero() || b.infinite {
        return signed(negative, 0);
    }
    let (a, b) = (a.leading_at(126), b.leading_at(60));
    let rest = a.significand % b.significand != 0;
    let significand = a.significand / b.significand | rest as u128;
    let exponent = a.exponent - b.exponent;
    rounded(Number { negative, infinite: false, significand, exponent }, rounding)
}

/// The square root of a float.
#[inline(never)]
pub fn float_sqrt<T: Float>(a: T, rounding: Rounding) -> T {
    let Some(a) = number(a) else {
        return nan();
    };
    if a.is_zero() || a.infinite && !a.negative {
        return rounded(a, rounding);
    }
    if a.negative {
        return nan();
    }
    let a = a.leading_at(125);
    let a = if a.exponent % 2 == 0 { a } else { a.leading_at(124) };
    let mut root = 0u128;
    let mut bit = 1u128 << 63;
    while bit != 0 {
        let more = root | bit;
        if more * more <= a.significand {
            root = more;
        }
        bit >>= 1;
    }
    let rest = root * root != a.significand;
    // The sticky bit is below all bits of the root.
    let significand = root << 1 | rest as u128;
    rounded(Number { significand, exponent: a.exponent / 2 - 1, ..a }, rounding)
}

/// A float of another format.
#[inline(never)]
pub fn float_convert<T: Float, R: Float>(a: T, rounding: Rounding) -> R {
    number(a).map_or(nan(), |n| rounded(n, rounding))
}

/// An integer as a float.
#[inline(never)]
pub fn float_from<N: Integer, T: Float>(a: N, rounding: Rounding) -> T {
    let value = a.value();
    let significand = value.unsigned_abs();
    let number = Number { negative: value < 0, infinite: false, significand, exponent: 0 };
    rounded(number, rounding)
}

/// The integer that a float is rounded to, as a float.
#[inline(never)]
pub fn float_integral<T: Float>(a: T, rounding: Rounding) -> T {
    let Some(n) = number(a) else {
        return nan();
    };
    let n = n.leading_at(63);
    if n.infinite || n.exponent >= 0 {
        return a;
    }
    let significand = units(n, 0, rounding);
    rounded(Number { negative: n.negative, infinite: false, significand, exponent: 0 }, NEAREST)
}

/// The integer that a float is rounded to; the nearest bound if it has none, zero for a NaN.
#[inline(never)]
pub fn float_to<T: Float, N: Integer>(a: T, rounding: Rounding) -> N {
    let Some(n) = number(a) else {
        return N::of(0);
    };
    let n = n.leading_at(63);
    let magnitude = if n.infinite || n.exponent > 2 {
        u64::MAX as i128 * 2
    } else {
        units(n, 0, rounding) as i128
    };
    let value = if n.negative { -magnitude } else { magnitude };
    N::of(value.clamp(N::LEAST, N::MOST))
}

unsafe extern "C" {
    fn syscall(number: isize, ...) -> isize;
    fn __errno_location() -> *mut i32;
}

/// A call of the system, which returns a negative number if it fails.
///
/// # Safety
/// As the system has it for the call: it may access what the arguments lead to.
#[inline(never)]
pub unsafe fn system_call<const N: usize>(number: usize, arguments: [usize; N]) -> isize {
    let at = |i: usize| if i < N { arguments[i] } else { 0 };
    // SAFETY: the caller's; the system does not look at arguments that a call has not.
    unsafe {
        let result = syscall(number as isize, at(0), at(1), at(2), at(3), at(4), at(5));
        if result == -1 { -(*__errno_location() as isize) } else { result }
    }
}
