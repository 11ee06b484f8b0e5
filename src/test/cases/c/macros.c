//@ target: x86_64-unknown-linux-gnu
#define LOCK "lock; "
// verdict: holds
#define PAUSE() asm volatile("pause" ::: "memory")
// verdict: bounded
#define SWAP(x) asm("bswapl %0" : "=r"(x) : "0"(x))
// verdict: holds
#define SWAP64(x) asm("bswap %q0" : "=r"(x) : "0"((unsigned long)(x)))
// verdict: unknown
#define GET(reg) ({ unsigned long v; asm volatile("mov %%" #reg ", %0" : "=r"(v)); v; })
// verdict: unknown
#define TWO(o, i) asm volatile("nop" : o : i)
// verdict: holds
#define STAMP(low) \
  do { \
    unsigned high; \
    asm volatile("rdtsc" : "=a"(low), "=d"(high)); \
  } while (0)
// verdict: broken(memory-under-nomem)
#define INC(p) asm volatile(LOCK "incl (%0)" : : "r"(p))

#ifdef OTHER
#define PREFIX "rep; "
#else
#define PREFIX ""
#endif

int uses(int *p) {
  // verdict: holds
  asm volatile(LOCK "decl %0" : "+m"(*p));
  // verdict: unknown
  asm volatile(PREFIX "nop");
  STAMP(*p);
  INC(p);
  return *p;
}
