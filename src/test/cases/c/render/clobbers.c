//@ target: i686-unknown-linux-gnu
static inline void fill(unsigned *to, unsigned count) {
  // verdict: broken(input-modified, memory-under-nomem)
  __asm__ __volatile__("cld; rep; stosl" : : "a"(0), "c"(count), "D"(to));
}

static inline unsigned stamp(void) {
  unsigned low;
  // verdict: broken(not-pure, register-not-declared)
  __asm__("rdtsc\n\t"
          "movl %%eax, %0"
          : "=r"(low));
  return low;
}
