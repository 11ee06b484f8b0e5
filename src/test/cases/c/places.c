//@ target: i686-unknown-linux-gnu
void ports(unsigned v, unsigned short port) {
  unsigned char b;
  unsigned short w;
  // verdict: holds
  asm volatile("in%B0 (%1)" : "=a"(b) : "d"(port));
  // verdict: holds
  asm volatile("out%L0 (%1)" : : "a"(v), "d"(port));
  // verdict: holds
  asm volatile("in%z0 (%1)" : "=a"(w) : "d"(port));
  // verdict: unknown
  asm volatile("in%Y0 (%1)" : "=a"(w) : "d"(port));
}

int flags(unsigned a, unsigned b, unsigned *p) {
  int c, d;
  unsigned char e;
  // verdict: holds
  asm("cmpl %2, %1" : "=@cca"(c) : "r"(a), "r"(b));
  // verdict: holds
  asm("cmpl %2, %1" : "=@ccz"(e) : "r"(a), "r"(b));
  // verdict: holds
  asm volatile("lock; btsl $3, %0" : "+m"(*p), "=@ccc"(d));
  // verdict: broken(output-not-written, undefined-result-used)
  asm("bsfl %2, %1" : "=@ccc"(d), "=r"(c) : "r"(a));
  // verdict: broken(undefined-flag-read)
  asm("" : "=@ccc"(d));
  return c + d + e;
}

unsigned long long pairs(unsigned a, unsigned b, unsigned long long w) {
  unsigned long long r;
  unsigned q;
  // verdict: holds
  asm volatile("rdtsc" : "=A"(r));
  // verdict: holds
  asm("mull %2" : "=A"(r) : "a"(a), "r"(b));
  // verdict: broken(input-modified)
  asm("divl %2" : "=a"(q) : "A"(w), "rm"(b));
  // verdict: holds
  asm("divl %2" : "=a"(q), "=d"(b) : "A"(w), "rm"(b));
  // verdict: holds
  asm("addl $1, %%eax; adcl $0, %%edx" : "=A"(r) : "0"(w));
  // verdict: holds
  asm("addl $1, %%eax; adcl $0, %%edx" : "+A"(r));
  // verdict: broken(output-not-written)
  asm("movl $1, %%eax" : "=A"(r));
  // verdict: broken(register-not-declared)
  asm volatile("rdtsc" : "=A"(q));
  // verdict: unknown
  asm("" : "+r"(r));
  return r + q;
}

int jumps(int v) {
  // verdict: holds
  asm goto("incl %0; jz %l3; jmp %l[other]" : "+r"(v) : "r"(4) : "cc" : done, other);
  return v;
done:
  return 1;
other:
  return 2;
}
typedef struct { unsigned low, high; } couple __attribute__((aligned(8)));
int swaps(volatile couple *p, unsigned a, unsigned b, unsigned c, unsigned d) {
  char result;
  // verdict: holds
  asm volatile("lock; cmpxchg8b %0"
               : "+m"(*p), "=@ccz"(result), "+d"(b), "+a"(a) : "c"(d), "b"(c) : "memory");
  // verdict: broken(late-output-written-early, operand-in-named-register)
  asm volatile("movb $1, %1; lock; cmpxchg8b %0; sete %1"
               : "+m"(*p), "=q"(result), "+d"(b), "+a"(a) : "c"(d), "b"(c) : "memory");
  return result;
}
