//@ target: x86_64-unknown-linux-gnu
static inline unsigned long sum(unsigned long a, unsigned long b, unsigned long *c) {
  unsigned long r;
  // verdict: broken(late-output-written-early)
  asm("mov %[a], %[r]\n\tadd %[b], %[r]" : [r] "=r"(r) : [a] "r"(a), [b] "rm"(b));
  // verdict: broken(input-modified)
  asm("addq $1, %0" : : "m"(*c));
  return r;
}
