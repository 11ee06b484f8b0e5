// The types of the standard library whose parts the Abstract Machine knows, by the paths that MIR prints.
mod std {
    mod option { enum Option<T> { None, Some(T) } }
    mod result { enum Result<T, E> { Ok(T), Err(E) } }
    mod convert { enum Infallible {} }
    mod cmp {
        enum Ordering { Less = -1, Equal = 0, Greater = 1 }
        struct Reverse<T>(T);
    }
    mod ops {
        struct Range<T> { start: T, end: T }
        struct RangeFrom<T> { start: T }
        struct RangeTo<T> { end: T }
        struct RangeFull;
        struct RangeInclusive<T> { start: T, end: T, exhausted: bool }
        struct RangeToInclusive<T> { end: T }
        enum ControlFlow<B, C> { Continue(C), Break(B) }
        enum Bound<T> { Included(T), Excluded(T), Unbounded }
    }
    mod cell {
        struct UnsafeCell<T> { value: T }
        struct SyncUnsafeCell<T> { value: std::cell::UnsafeCell<T> }
        struct Cell<T> { value: std::cell::UnsafeCell<T> }
        struct RefCell<T> { borrow: std::cell::Cell<isize>, value: std::cell::UnsafeCell<T> }
        struct OnceCell<T> { inner: std::cell::UnsafeCell<std::option::Option<T>> }
        struct Ref<T> { value: std::ptr::NonNull<T>, borrow: core::cell::BorrowRef }
        struct RefMut<T> { value: std::ptr::NonNull<T>, borrow: core::cell::BorrowRefMut, marker: std::marker::PhantomData<T> }
    }
    mod mem {
        union MaybeUninit<T> { uninit: (), value: std::mem::ManuallyDrop<T> }
        struct ManuallyDrop<T> { value: std::mem::MaybeDangling<T> }
        struct MaybeDangling<T>(T);
        #[range(1, 9223372036854775808)]
        struct Alignment(usize);
    }
    mod ptr {
        #[range(1, 9223372036854775808)]
        struct Alignment(usize);
        #[range(1, 18446744073709551615)]
        struct NonNull<T> { pointer: *const T }
        struct Unique<T> { pointer: std::ptr::NonNull<T>, _marker: std::marker::PhantomData<T> }
    }
    mod marker {
        struct PhantomData<T>;
        struct PhantomPinned;
    }
    mod boxed { struct Box<T>(std::ptr::Unique<T>, std::alloc::Global); }
    mod alloc {
        struct Global;
        struct Layout { size: usize, align: std::mem::Alignment }
    }
    mod vec { struct Vec<T> { buf: alloc::raw_vec::RawVec<T>, len: usize } }
    mod string { struct String { vec: std::vec::Vec<u8> } }
    mod time { struct Duration { secs: u64, nanos: core::num::niche_types::Nanoseconds } }
    mod pin { struct Pin<P> { pointer: P } }
    mod rc {
        #[repr(C)]
        struct RcInner<T> { strong: std::cell::Cell<usize>, weak: std::cell::Cell<usize>, value: T }
        struct Weak<T> { ptr: std::ptr::NonNull<std::rc::RcInner<T>>, alloc: std::alloc::Global }
        struct Rc<T> { ptr: std::ptr::NonNull<std::rc::RcInner<T>>, phantom: std::marker::PhantomData<T>, alloc: std::alloc::Global } }
    mod slice {
        struct Iter<T> { ptr: std::ptr::NonNull<T>, end_or_len: *const T, _marker: std::marker::PhantomData<T> }
        struct IterMut<T> { ptr: std::ptr::NonNull<T>, end_or_len: *mut T, _marker: std::marker::PhantomData<T> }
    }
    mod iter {
        struct Rev<T> { iter: T }
        struct Enumerate<T> { iter: T, count: usize }
        struct Take<T> { iter: T, n: usize }
        struct Skip<T> { iter: T, n: usize }
        struct Map<T, F> { iter: T, f: F }
        struct Filter<T, F> { iter: T, predicate: F }
    }
    mod num {
        struct Wrapping<T>(T);
        struct Saturating<T>(T);
    }
    mod fmt {
        struct Error;
        struct Arguments { template: std::ptr::NonNull<u8>, args: std::ptr::NonNull<core::fmt::rt::Argument> }
    }
    mod sync {
      struct Arc<T> { ptr: std::ptr::NonNull<alloc::sync::ArcInner<T>>, phantom: std::marker::PhantomData<alloc::sync::ArcInner<T>>, alloc: std::alloc::Global }
      struct Weak<T> { ptr: std::ptr::NonNull<alloc::sync::ArcInner<T>>, alloc: std::alloc::Global }
      mod atomic {
        struct AtomicBool { v: std::cell::UnsafeCell<u8> }
        struct AtomicU8 { v: std::cell::UnsafeCell<u8> }
        struct AtomicU16 { v: std::cell::UnsafeCell<u16> }
        struct AtomicU32 { v: std::cell::UnsafeCell<u32> }
        struct AtomicU64 { v: std::cell::UnsafeCell<u64> }
        struct AtomicUsize { v: std::cell::UnsafeCell<usize> }
        struct AtomicI8 { v: std::cell::UnsafeCell<i8> }
        struct AtomicI16 { v: std::cell::UnsafeCell<i16> }
        struct AtomicI32 { v: std::cell::UnsafeCell<i32> }
        struct AtomicI64 { v: std::cell::UnsafeCell<i64> }
        struct AtomicIsize { v: std::cell::UnsafeCell<isize> }
        struct AtomicPtr<T> { p: std::cell::UnsafeCell<*mut T> }
        enum Ordering { Relaxed, Release, Acquire, AcqRel, SeqCst }
    } }
}
mod core {
    mod cell {
        struct BorrowRef { borrow: &'static std::cell::Cell<isize> }
        struct BorrowRefMut { borrow: &'static std::cell::Cell<isize> }
    }
    mod num { mod niche_types {
        #[range(0, 9223372036854775807)]
        struct UsizeNoHighBit(usize);
        #[range(0, 999999999)]
        struct Nanoseconds(u32);
    } }
    mod panicking { enum AssertKind { Eq, Ne, Match } }
    mod fmt { mod rt {
        struct Argument { ty: core::fmt::rt::ArgumentType }
        enum ArgumentType {
            Placeholder { value: std::ptr::NonNull<()>, formatter: fn(), _lifetime: std::marker::PhantomData<()> },
            Count(u16),
        }
    } }
}
mod alloc {
    mod raw_vec {
        enum AllocInit { Uninitialized, Zeroed }
        struct RawVec<T> { inner: alloc::raw_vec::RawVecInner, _marker: std::marker::PhantomData<T> }
        struct RawVecInner { ptr: std::ptr::Unique<u8>, cap: core::num::niche_types::UsizeNoHighBit, alloc: std::alloc::Global }
    }
    mod sync { #[repr(C)] struct ArcInner<T> { strong: std::sync::atomic::AtomicUsize, weak: std::sync::atomic::AtomicUsize, data: T } }
}
