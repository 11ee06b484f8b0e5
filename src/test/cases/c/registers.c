//@ target: x86_64-unknown-linux-gnu
long bound(long n) {
  register elsewhere_t r asm("r10") = n;
  register elsewhere_t *p asm("r11");
  // verdict: holds
  asm volatile("incq %%r10" : "+r"(r));
  // verdict: broken(register-not-declared)
  asm volatile("incq %%r11" : "+r"(r));
  // verdict: holds
  asm volatile("movq $1, %%r11" : "=r"(p));
  return r + (long)p;
}
