/* Runs code snippets on given states: reads states from standard input, writes them back changed. */
#define _GNU_SOURCE
#include <setjmp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define DATA 0x10008000UL
#define SIZE 512

struct state {
  uint64_t reg[16];
  uint64_t flags;
  uint64_t snippet; /* on return: 1 if it trapped */
  uint8_t vec[4][32];
  uint8_t mem[SIZE];
};

extern char stubs[];
void enter(struct state *state, void *stub);

static sigjmp_buf escape;

static void trapped(int signal) {
  (void)signal;
  siglongjmp(escape, 1);
}

static void setup(void) {
  static char own[65536];
  stack_t stack = {.ss_sp = own, .ss_size = sizeof own};
  sigaltstack(&stack, 0);
  struct sigaction action = {.sa_handler = trapped, .sa_flags = SA_ONSTACK | SA_NODEFER};
  sigaction(SIGFPE, &action, 0);
  sigaction(SIGSEGV, &action, 0);
  sigaction(SIGILL, &action, 0);
  sigaction(SIGBUS, &action, 0);
  void *at = mmap((void *)(DATA & ~0xffffUL), 0x20000, PROT_READ | PROT_WRITE,
                  MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
  if (at == MAP_FAILED) exit(2);
}

int main(void) {
  static struct state state;
  setup();
  while (fread(&state, sizeof state, 1, stdin) == 1) {
    void *stub = stubs + 64 * state.snippet;
    memcpy((void *)DATA, state.mem, SIZE);
    state.snippet = 0;
    if (sigsetjmp(escape, 1) == 0) {
      enter(&state, stub);
    } else {
      __asm__ volatile("cld");
      state.snippet = 1;
    }
    memcpy(state.mem, (void *)DATA, SIZE);
    fwrite(&state, sizeof state, 1, stdout);
  }
  return 0;
}
