//@ target: i686-unknown-linux-gnu
static inline int sum(int a, int b, char *p) {
  int r;
  // verdict: broken(input-modified)
  __asm__("incl %1; movl %1, %0; addl %2, %0; addl %3, %0"
          : "=&r"(r) : "r"(a), "r"(b), "g"(7) : "cc");
  // verdict: broken(input-modified)
  __asm__ volatile("movb $1, %1; addl %2, %0" : "+r"(r) : "m"(*p), "r"(b) : "cc");
  // verdict: broken(output-read-before-written)
  __asm__("addl $1, %0" : "=r"(a) : : "cc");
  return r + a;
}

static inline char exchange(volatile long long *at, int low, int high, int new_low, int new_high) {
  char done;
  // verdict: broken(input-modified, operand-in-named-register)
  __asm__ volatile("xchgl %%ebx, %5; lock; cmpxchg8b %0; setz %1; xchgl %%ebx, %5"
                   : "+m"(*at), "=a"(done)
                   : "a"(low), "d"(high), "c"(new_high), "D"(new_low) : "memory", "cc");
  return done;
}

static inline void copy(const unsigned char *from, unsigned char *to) {
  // verdict: broken(register-not-declared)
  __asm__ volatile("movq (%0), %%mm1; movq %%mm1, (%1)" : : "r"(from), "r"(to) : "memory");
}
