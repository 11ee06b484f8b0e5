//@ target: aarch64-unknown-linux-gnu
typedef struct { unsigned long low, high; } couple __attribute__((aligned(16)));
int load(couple *p, couple *to) {
  int failed;
  // verdict: holds
  asm volatile("ldxp %0, %1, %3; stxp %w2, %0, %1, %3"
               : "=&r"(to->low), "=&r"(to->high), "=&r"(failed) : "Q"(*p));
  // verdict: broken(input-modified)
  asm volatile("ldxp %0, %1, %3; stxp %w2, %1, %0, %3"
               : "=&r"(to->low), "=&r"(to->high), "=&r"(failed) : "Q"(*p));
  // verdict: broken(output-read-before-written)
  asm volatile("stxp %w0, %2, %3, %1" : "=&r"(failed), "=Q"(*p) : "r"(to->low), "r"(to->high));
  // verdict: holds
  asm volatile("stxp %w0, %2, %3, %1" : "=&r"(failed), "+Q"(*p) : "r"(to->low), "r"(to->high));
  return failed;
}
