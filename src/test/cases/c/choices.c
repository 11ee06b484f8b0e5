//@ target: i686-unknown-linux-gnu
typedef struct unknown_struct opaque;
extern opaque *o;
int global;
void stack(int *p, int v) {
  int r, l = v;
  // verdict: broken(callers-frame-accessed)
  asm("pushl %%ebx; movl %1, %0; popl %%ebx" : "=a"(r) : "m"(l));
  // verdict: holds
  asm("pushl %%ebx; movl %1, %0; popl %%ebx" : "=a"(r) : "m"(global));
  // verdict: broken(callers-frame-accessed)
  asm volatile("pushl %%ebx; movl %0, %%ebx; popl %%ebx" : : "m"(*p) : "memory");
  // verdict: broken(callers-frame-accessed)
  asm("pushl %%ebx; movl %1, %0; popl %%ebx" : "=&a"(r) : "rm"(v));
  // verdict: holds
  asm("movl %1, %0; pushl %%ebx; popl %%ebx" : "=r"(r) : "m"(l));
  // verdict: holds
  asm("subl $8, %%esp; movl (%2), %0; addl $8, %%esp" : "=&r"(r) : "m"(*p), "r"(p));
}
void alternatives(int v, int w) {
  int r, m;
  // verdict: broken(late-output-written-early)
  asm("movl %1, %0; addl %2, %0" : "=r"(m) : "r"(v), "r"(w));
  // verdict: holds
  asm volatile("movl %1, %0; addl %2, %0" : "=r"(m) : "r"(v), "r"(w));
  // verdict: holds
  asm("addl %2, %0" : "=r,m"(r) : "0,0"(v), "rm,r"(w));
  // verdict: broken(late-output-written-early)
  asm("movl %1, %0; addl %2, %0" : "=&r,r"(r) : "m,r"(v), "r,r"(w));
  // verdict: unknown
  asm("movzbl %1, %0" : "=r"(r) : "ir"((unsigned char)3));
  // verdict: bounded
  asm("addl %2, %0" : "=r"(r) : "%0"(v), "r"(w));
  // verdict: bounded
  asm volatile("movl $0, %0" : "=m"(*o));
}
