//@ target: x86_64-unknown-linux-gnu
#ifdef __ASSEMBLER__
.macro aligned size
  jmp .Lend_\@
  .skip \size
.Lend_\@ :
.endm
#else
static int answer(void) {
  int r;
  // verdict: holds
  asm("movl $42, %0" : "=r"(r));
  return r;
}
#endif
