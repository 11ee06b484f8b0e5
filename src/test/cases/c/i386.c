//@ target: i686-unknown-linux-gnu
typedef unsigned int word;

struct pair {
  int a, b;
};

extern int named(void) __asm__("other_name");

int registers(int *p, int v) {
  int r, d0, d1;
  // verdict: holds
  asm("movl %1, %0" : "=r"(r) : "r"(v));
  // verdict: holds
  asm("movl %1, %0" : "=r"(r) : "rm"(v));
  // verdict: holds
  asm("bswap %0" : "=r"(r) : "0"(v));
  // verdict: broken(input-modified)
  asm volatile("incl %0" : : "r"(v));
  // verdict: broken(register-not-declared)
  asm volatile("movl $1, %%esi" : : "r"(v));
  // verdict: holds
  asm volatile("movl $1, %%esi" : : "r"(v) : "esi");
  // verdict: broken(register-not-declared)
  asm volatile("movl $1, %eax");
  // verdict: broken(late-output-written-early)
  asm("movl %1, %0; addl %2, %0" : "=r"(r) : "r"(v), "r"(*p));
  // verdict: holds
  asm("movl %1, %0; addl %2, %0" : "=&r"(r) : "r"(v), "r"(*p));
  // verdict: holds
  asm("movl %[v], %[r]" : [r] "=r"(r) : [v] "g"(v));
  // verdict: broken(output-not-written)
  asm("" : "=r"(r));
  // verdict: holds
  asm("{movl %1, %0|mov %0, %1}" : "=r"(r) : "i"(sizeof(struct pair)));
  // verdict: holds
  asm volatile("xorl %%ecx, %%ecx; rep; stosl" : "=c"(d0), "=&D"(d1) : "1"(p), "a"(0) : "memory");
  // verdict: broken(operand-in-named-register)
  asm("xchgl %%ebx, %1; movl %2, %0; xchgl %%ebx, %1" : "=&r"(r) : "D"(v), "r"(*p));
  return r;
}

unsigned char bytes(unsigned char c, word w) {
  unsigned char r;
  // verdict: holds
  asm("testl %1, %1; setz %0" : "=q"(r) : "r"(w));
  // verdict: holds
  asm("movb %b1, %0" : "=q"(r) : "q"(w));
  // verdict: holds
  asm("xchgb %b0, %h0" : "=Q"(w) : "0"(w));
  // verdict: broken(narrow-value-read-wide)
  asm("movl %k1, %0" : "=r"(w) : "q"(c));
  return r;
}

void memory(int *p, int *q, struct pair *s) {
  int r;
  // verdict: holds
  asm("movl $1, %0" : "=m"(*p));
  // verdict: holds
  asm volatile("lock; incl %0" : "+m"(*p));
  // verdict: holds
  asm volatile("lock; incl %0" : "=m"(*p) : "m"(*p));
  // verdict: holds
  asm volatile("lock; incl (%1)" : "+m"(*p) : "r"(p));
  // verdict: broken(memory-under-nomem)
  asm volatile("lock; incl (%0)" : : "r"(p));
  // verdict: holds
  asm volatile("lock; incl (%0)" : : "r"(p) : "memory");
  // verdict: broken(memory-under-nomem)
  asm("movl (%1), %0" : "=r"(r) : "r"(p));
  // verdict: broken(memory-under-nomem)
  asm volatile("movl $1, 4(%1)" : "=m"(*p) : "r"(p));
  // verdict: holds
  asm volatile("movl $1, 4+%0" : "=m"(*s));
  // verdict: broken(input-modified)
  asm volatile("movl $1, %0" : : "m"(*p));
  // verdict: broken(output-read-before-written)
  asm volatile("incl %0" : "=m"(*p));
  // verdict: broken(output-not-written)
  asm volatile("" : "=m"(*p));
  // verdict: broken(not-pure, register-not-declared)
  asm("rdtsc" : "=a"(r));
  // verdict: holds
  asm volatile("rdtsc" : "=a"(r) : : "edx");
}

// verdict: holds
#define SWAP(x) asm("bswap %0" : "=r"(x) : "0"(x))

static
# 3 "other.h" 3 4
_Bool
# 4 "other.h"
isZero(int v) {
# 5 "other.h" 3 4
  _Bool
# 6 "other.h"
  r;
  // verdict: holds
  asm("testl %1, %1; setz %0" : "=qm"(r) : "r"(v));
  return r;
}
