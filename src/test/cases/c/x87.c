//@ target: i686-unknown-linux-gnu
double places(double x, double y, float f, long double l) {
  double r, s;
  int i;
  short w;
  // verdict: holds
  asm("fld1" : "=t"(r));
  // verdict: broken(control-state-changed, output-not-written, register-not-declared)
  asm("fsincos" : "=t"(r), "=u"(s) : "0"(x));
  // verdict: holds
  asm("fsincos; fnstsw %w2; testl $0x400, %2; jz 1f; fldz; 1:"
      : "=t"(r), "=u"(s), "=&a"((int){0}) : "0"(x));
  // verdict: holds
  asm("fyl2x" : "=t"(r) : "0"(x), "u"(y) : "st(1)");
  // verdict: broken(control-state-changed, register-not-declared)
  asm("fyl2x" : "=t"(r) : "0"(x), "u"(y));
  // verdict: holds
  asm("fsqrt" : "+t"(l));
  // verdict: holds
  asm("fchs" : "=t"(f) : "0"(f));
  // verdict: holds
  asm volatile("fistpl %0" : "=m"(i) : "t"(x) : "st");
  // verdict: broken(control-state-changed, register-not-declared)
  asm volatile("fistpl %0" : "=m"(i) : "t"(x));
  // verdict: holds
  asm volatile("fistl %0" : "=m"(i) : "t"(x));
  // verdict: broken(control-state-changed, register-not-declared)
  asm volatile("fistl %0" : "=m"(i) : "t"(x) : "st");
  // verdict: broken(register-not-declared)
  asm volatile("fsqrt" : : "t"(x));
  // verdict: holds
  asm("fscale" : "=t"(r) : "0"(x), "u"(y));
  // verdict: broken(control-state-changed, register-not-declared)
  asm("fstp %%st(0); fld1" : "=t"(r) : "u"(y));
  // verdict: holds
  asm("fnstsw %0" : "=a"(w) : "f"(x), "f"(y));
  // verdict: holds
  asm("fcom %1; fnstsw %0; andw $0x4500, %0" : "=a"(w) : "t"(x), "t"(x));
  // verdict: broken(control-state-changed, output-not-written, register-not-declared)
  asm("" : "=t"(r));
  // verdict: broken(control-state-changed, register-not-declared)
  asm volatile("" : : "t"(x) : "st");
  return r + s + i + w;
}

double room(double x) {
  double r;
  int i;
  // verdict: broken(control-state-changed, register-not-declared)
  asm("fld1; faddp" : "=t"(r) : "0"(x));
  // verdict: holds
  asm("fld1; faddp" : "=t"(r) : "0"(x) : "st(1)");
  // verdict: holds
  asm volatile("fld1; fistpl %0" : "=m"(i) : : "st");
  // verdict: holds
  asm volatile("fldpi; fld1; fstp %%st(0); fistpl %0" : "=m"(i) : : "st", "st(1)");
  // verdict: broken(control-state-changed, register-not-declared)
  asm volatile("fldpi; fld1; fstp %%st(0); fistpl %0" : "=m"(i) : : "st");
  // verdict: unknown
  asm("fld1" : "=u"(r));
  // verdict: unknown
  asm("fxch" : "=f"(r) : "0"(x));
  // verdict: unknown
  asm("fadd %1" : "=t"(r) : "f"(x), "0"(x));
  // verdict: unknown
  asm volatile("fstp %%st(1)" : : "t"(x), "u"(x) : "st(1)");
  return r;
}
