//@ target: x86_64-unknown-linux-gnu
struct area {
  char bytes[512];
};

struct large {
  char bytes[1024];
};

struct huge {
  char bytes[16384];
};

struct small {
  char bytes[256];
};

void state(struct area *a, struct small *s, struct large *l, struct huge *h) {
  // verdict: holds
  asm volatile("fxsave %0" : "=m"(*a));
  // verdict: holds
  asm volatile("fxsave64 %0" : "=m"(*a));
  // verdict: broken(memory-under-nomem)
  asm volatile("fxsave %0" : "=m"(*s));
  // verdict: broken(input-modified)
  asm volatile("fxsave %0" : : "m"(*a));
  // verdict: broken(output-not-written)
  asm volatile("" : "=m"(*a));
  // verdict: broken(memory-under-nomem)
  asm volatile("xsave %0" : "=m"(*a) : "a"(-1), "d"(-1));
  // verdict: bounded
  asm volatile("xsave %0" : "+m"(*l) : "a"(-1), "d"(-1));
  // verdict: holds
  asm volatile("xsave %0" : "+m"(*h) : "a"(-1), "d"(-1));
  // verdict: holds
  asm volatile("fxsave %0; fxrstor %0" : "=m"(*a));
  // verdict: holds
  asm volatile("fxsave %0; movd %1, %%xmm3; fld1; fxrstor %0" : "=m"(*a) : "r"(1));
  // verdict: broken(control-state-changed, register-not-declared)
  asm volatile("fxrstor %0" : : "m"(*a));
}

void strings(struct area *a, struct small *s, char (*open)[], unsigned long n, char *p) {
  void *d = a, *o;
  unsigned long c;
  // verdict: holds
  asm volatile("rep stosq" : "=D"(o), "=c"(c), "=m"(*a) : "0"(a), "1"(64L), "a"(0L));
  // verdict: broken(memory-under-nomem)
  asm volatile("rep stosq" : "=D"(o), "=c"(c), "=m"(*s) : "0"(s), "1"(64L), "a"(0L));
  // verdict: bounded
  asm volatile("rep stosb" : "=D"(o), "=c"(c), "=m"(*a) : "0"(a), "1"(n), "a"(0L));
  // verdict: bounded
  asm volatile("rep movsb" : "=D"(o), "=c"(c), "=S"(p), "+m"(*s) : "0"(s), "1"(n), "2"(a), "m"(*a));
  // verdict: broken(memory-under-nomem)
  asm volatile("rep movsb" : "=D"(o), "=c"(c), "=S"(p), "+m"(*s) : "0"(s), "1"(n), "2"(p));
  // verdict: broken(input-modified)
  asm volatile("rep stosb" : "=D"(o), "=c"(c) : "0"(a), "1"(n), "a"(0L), "m"(*a));
}
