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
  // verdict: holds
  asm("addl %2, %0" : "=r"(r) : "%0"(v), "r"(w));
  // verdict: holds
  asm("addl %2, %0" : "=r"(r) : "%0"(v), "rm"(w));
  // verdict: bounded
  asm("subl %2, %0" : "=r"(r) : "%0"(v), "r"(w));
  // verdict: bounded
  asm("subl %2, %0" : "=r"(r) : "%0"(v), "m"(w));
  // verdict: holds
  asm("mull %3" : "=a"(r), "=d"(m) : "%0"(v), "rm"((int)10));
  // verdict: holds
  asm("mull %3" : "=a"(r), "=d"(m) : "%0"(v), "rm"(w));
  // verdict: bounded
  asm volatile("movl $0, %0" : "=m"(*o));
}
void variables(int *p, int *q, int v) {
  int local;
  short saved, other = 0x37f;
  // verdict: holds
  asm volatile("fnstcw %0; fldcw %2; movl $1, (%1); fldcw %0"
               : "=m"(saved) : "r"(p), "m"(other) : "memory");
  // verdict: broken(inputs-may-share)
  asm volatile("addl $4, %1; movl $1, %0; subl $4, %1" : "=m"(*q) : "r"(p));
  // verdict: holds
  asm volatile("movl %1, %0; movl $1, (%2)" : "=m"(local) : "r"(v), "r"(p) : "memory");
}
struct bits {
  unsigned long words[100];
};
void indices(struct bits *b, int i) {
  int r;
  // verdict: bounded
  asm volatile("btsl %2, %1; sbbl %0, %0" : "=r"(r), "+m"(*b) : "r"(i));
  // verdict: broken(memory-under-nomem)
  asm volatile("btsl %2, %1; sbbl %0, %0" : "=r"(r), "+m"(b->words[0]) : "r"(i));
  // verdict: broken(memory-under-nomem)
  asm volatile("btsl %2, %1; sbbl %0, %0" : "=r"(r) : "m"(*b), "r"(i));
  // verdict: holds
  asm volatile("lock; addl $0, 0(%%esp)" : : : "memory");
  // verdict: broken(callers-frame-accessed)
  asm volatile("lock; addl $1, 0(%%esp)" : : : "memory");
}
void behind(unsigned char *from, unsigned char *to) {
  // verdict: holds
  asm volatile("movdqu %1, %%xmm0; .p2align 4; movdqu %%xmm0, %0"
               : "=m"(*to) : "m"(*from) : "memory", "xmm0");
}
void foreign(void) {
  register long x asm("x0") = 1;
  // verdict: unknown
  asm volatile("" : : "r"(x));
}
void addresses(void) {
  int a = 1, b = 2, r;
  // verdict: holds
  asm volatile("xchgl %0, %1" : "=r"(r), "=m"(a) : "0"(1), "m"(a) : "memory");
  // verdict: holds
  asm volatile("movl %0, %%eax; incl %%eax; movl %%eax, %0; movl %1, %%eax"
               : : "m"(a), "m"(b) : "memory", "eax");
}
void mmx(void) {
  // verdict: broken(register-not-declared)
  asm volatile("pxor %%mm0, %%mm0" : : : "memory");
  // verdict: broken(control-state-changed)
  asm volatile("fninit" : : : "memory");
}
void mode(void) {
  // verdict: holds
  asm volatile("pxor %%mm0, %%mm0" : : : "mm0");
  // verdict: holds
  asm volatile("pxor %%mm0, %%mm0; emms" : : : "mm0");
  // verdict: holds
  asm volatile("emms");
  // verdict: broken(register-not-declared)
  asm volatile("pxor %%mm1, %%mm1; emms" : : : "mm0");
  // verdict: broken(control-state-changed, register-not-declared)
  asm volatile("fld1");
}
