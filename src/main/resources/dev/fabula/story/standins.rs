#[allow(dead_code, unused_imports, unused_macros)]
mod __fabula_std {
    // What a program that runs on the Abstract Machine gets for the library's threads: the machine
    // makes them, and what waits is written with atomics and with giving way to other threads.
    pub use ::std::*;
    extern "Rust" {
        fn fabula_thread_spawn(data: *mut u8, run: fn(*mut u8)) -> usize;
        fn fabula_thread_join(id: usize);
        fn fabula_thread_is_done(id: usize) -> bool;
        fn fabula_thread_yield();
        fn fabula_thread_sleep(nanoseconds: u64);
    }
    #[repr(C)]
    pub struct Job<F, T> { work: F, out: *mut ::std::option::Option<T> }
    #[inline(never)]
    fn run<F: ::std::ops::FnOnce() -> T, T>(data: *mut u8) {
        unsafe {
            let job = ::std::ptr::read(data as *mut Job<F, T>);
            let out = job.out;
            let work = job.work;
            let result = work();
            ::std::ptr::write(out, ::std::option::Option::Some(result));
        }
    }
    #[inline(never)]
    fn start<F: ::std::ops::FnOnce() -> T, T>(work: F) -> (usize, *mut ::std::option::Option<T>) {
        let out = ::std::boxed::Box::into_raw(::std::boxed::Box::new(::std::option::Option::None));
        let job = ::std::boxed::Box::into_raw(::std::boxed::Box::new(Job { work, out }));
        let id = unsafe { fabula_thread_spawn(job as *mut u8, run::<F, T> as fn(*mut u8)) };
        (id, out)
    }
    #[inline(never)]
    fn finish<T>(id: usize, out: *mut ::std::option::Option<T>) -> thread::Result<T> {
        unsafe {
            fabula_thread_join(id);
            match ::std::ptr::read(out) {
                ::std::option::Option::Some(value) => ::std::result::Result::Ok(value),
                ::std::option::Option::None => ::std::process::abort(),
            }
        }
    }
    pub mod thread {
        pub use ::std::thread::*;
        pub struct JoinHandle<T> { id: usize, out: *mut ::std::option::Option<T> }
        unsafe impl<T> ::std::marker::Send for JoinHandle<T> {}
        unsafe impl<T> ::std::marker::Sync for JoinHandle<T> {}
        impl<T> JoinHandle<T> {
            #[inline(never)]
            pub fn join(self) -> Result<T> { super::finish(self.id, self.out) }
            #[inline(never)]
            pub fn is_finished(&self) -> bool { unsafe { super::fabula_thread_is_done(self.id) } }
        }
        #[inline(never)]
        pub fn spawn<F, T>(work: F) -> JoinHandle<T>
        where F: ::std::ops::FnOnce() -> T + ::std::marker::Send + 'static, T: ::std::marker::Send + 'static {
            let (id, out) = super::start::<F, T>(work);
            JoinHandle { id, out }
        }
        pub struct Node { id: usize, next: *mut Node }
        pub struct Scope<'scope, 'env: 'scope> {
            first: ::std::cell::Cell<*mut Node>,
            scope: ::std::marker::PhantomData<&'scope mut &'scope ()>,
            env: ::std::marker::PhantomData<&'env mut &'env ()>,
        }
        unsafe impl<'scope, 'env> ::std::marker::Sync for Scope<'scope, 'env> {}
        pub struct ScopedJoinHandle<'scope, T> {
            id: usize,
            out: *mut ::std::option::Option<T>,
            scope: ::std::marker::PhantomData<&'scope ()>,
        }
        unsafe impl<'scope, T> ::std::marker::Send for ScopedJoinHandle<'scope, T> {}
        unsafe impl<'scope, T> ::std::marker::Sync for ScopedJoinHandle<'scope, T> {}
        impl<'scope, T> ScopedJoinHandle<'scope, T> {
            #[inline(never)]
            pub fn join(self) -> Result<T> { super::finish(self.id, self.out) }
            #[inline(never)]
            pub fn is_finished(&self) -> bool { unsafe { super::fabula_thread_is_done(self.id) } }
        }
        impl<'scope, 'env> Scope<'scope, 'env> {
            #[inline(never)]
            pub fn spawn<F, T>(&'scope self, work: F) -> ScopedJoinHandle<'scope, T>
            where F: ::std::ops::FnOnce() -> T + ::std::marker::Send + 'scope, T: ::std::marker::Send + 'scope {
                let (id, out) = super::start::<F, T>(work);
                let node = Node { id, next: self.first.get() };
                self.first.set(::std::boxed::Box::into_raw(::std::boxed::Box::new(node)));
                ScopedJoinHandle { id, out, scope: ::std::marker::PhantomData }
            }
        }
        #[inline(never)]
        pub fn scope<'env, F, T>(body: F) -> T
        where F: for<'scope> ::std::ops::FnOnce(&'scope Scope<'scope, 'env>) -> T {
            let scope = Scope {
                first: ::std::cell::Cell::new(::std::ptr::null_mut()),
                scope: ::std::marker::PhantomData,
                env: ::std::marker::PhantomData,
            };
            let result = body(unsafe { &*(&raw const scope) });
            let mut node = scope.first.get();
            while !node.is_null() {
                unsafe {
                    super::fabula_thread_join((*node).id);
                    node = (*node).next;
                }
            }
            result
        }
        #[inline(never)]
        pub fn yield_now() { unsafe { super::fabula_thread_yield() } }
        #[inline(never)]
        pub fn sleep(time: ::std::time::Duration) {
            let all = time.as_secs() * 1_000_000_000 + time.subsec_nanos() as u64;
            unsafe { super::fabula_thread_sleep(all) }
        }
        #[inline(never)]
        pub fn sleep_ms(time: u32) { unsafe { super::fabula_thread_sleep(time as u64 * 1_000_000) } }
    }
    pub mod hint {
        pub use ::std::hint::*;
        #[inline(never)]
        pub fn spin_loop() { unsafe { super::fabula_thread_yield() } }
    }
    pub mod sync {
        pub use ::std::sync::*;
        use ::std::sync::atomic::Ordering::SeqCst;
        pub struct Barrier {
            size: usize,
            waiting: ::std::sync::atomic::AtomicUsize,
            rounds: ::std::sync::atomic::AtomicUsize,
        }
        pub struct BarrierWaitResult { leader: bool }
        impl BarrierWaitResult {
            #[inline(never)]
            pub fn is_leader(&self) -> bool { self.leader }
        }
        impl Barrier {
            #[inline(never)]
            pub const fn new(size: usize) -> Barrier {
                Barrier {
                    size,
                    waiting: ::std::sync::atomic::AtomicUsize::new(0),
                    rounds: ::std::sync::atomic::AtomicUsize::new(0),
                }
            }
            #[inline(never)]
            pub fn wait(&self) -> BarrierWaitResult {
                let round = self.rounds.load(SeqCst);
                let leader = self.waiting.fetch_add(1, SeqCst) + 1 >= self.size;
                if leader {
                    self.waiting.store(0, SeqCst);
                    self.rounds.fetch_add(1, SeqCst);
                }
                while self.rounds.load(SeqCst) == round {
                    unsafe { super::fabula_thread_yield() }
                }
                BarrierWaitResult { leader }
            }
        }
        pub struct Mutex<T: ?Sized> { locked: ::std::sync::atomic::AtomicBool, data: ::std::cell::UnsafeCell<T> }
        unsafe impl<T: ?Sized + ::std::marker::Send> ::std::marker::Send for Mutex<T> {}
        unsafe impl<T: ?Sized + ::std::marker::Send> ::std::marker::Sync for Mutex<T> {}
        pub struct MutexGuard<'a, T: ?Sized + 'a> { lock: &'a Mutex<T>, not_send: ::std::marker::PhantomData<*const ()> }
        unsafe impl<T: ?Sized + ::std::marker::Sync> ::std::marker::Sync for MutexGuard<'_, T> {}
        impl<T> Mutex<T> {
            #[inline(never)]
            pub const fn new(data: T) -> Mutex<T> {
                Mutex { locked: ::std::sync::atomic::AtomicBool::new(false), data: ::std::cell::UnsafeCell::new(data) }
            }
            #[inline(never)]
            pub fn into_inner(self) -> LockResult<T> { ::std::result::Result::Ok(self.data.into_inner()) }
        }
        impl<T: ?Sized> Mutex<T> {
            #[inline(never)]
            pub fn lock(&self) -> LockResult<MutexGuard<'_, T>> {
                while self.locked.swap(true, ::std::sync::atomic::Ordering::Acquire) {
                    unsafe { super::fabula_thread_yield() }
                }
                ::std::result::Result::Ok(MutexGuard { lock: self, not_send: ::std::marker::PhantomData })
            }
            #[inline(never)]
            pub fn get_mut(&mut self) -> LockResult<&mut T> { ::std::result::Result::Ok(self.data.get_mut()) }
        }
        impl<T: ?Sized> ::std::ops::Deref for MutexGuard<'_, T> {
            type Target = T;
            #[inline(never)]
            fn deref(&self) -> &T { unsafe { &*self.lock.data.get() } }
        }
        impl<T: ?Sized> ::std::ops::DerefMut for MutexGuard<'_, T> {
            #[inline(never)]
            fn deref_mut(&mut self) -> &mut T { unsafe { &mut *self.lock.data.get() } }
        }
        impl<T: ?Sized> ::std::ops::Drop for MutexGuard<'_, T> {
            #[inline(never)]
            fn drop(&mut self) { self.lock.locked.store(false, ::std::sync::atomic::Ordering::Release) }
        }
    }
}
