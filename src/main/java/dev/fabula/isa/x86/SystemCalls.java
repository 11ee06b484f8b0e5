package dev.fabula.isa.x86;

import dev.fabula.isa.Event;
import dev.fabula.term.Term;

/** Entries into the system. What the system does to registers is not the instruction's meaning. */
final class SystemCalls {

  private SystemCalls() {}

  static void call(Step s, long number, Term... told) {
    s.happen(new Event.SystemCall(s.instruction.mnemonic(), number), told);
  }

  /**
   * SYSCALL puts the return address into RCX and RFLAGS into R11; a system that returns by SYSRET
   * takes RFLAGS back from there (SDM volume 2, SYSCALL and SYSRET).
   */
  static void syscall(Step s) {
    Term flags = s.flags.image(s.wordWidth());
    call(s, -1);
    if (s.wordWidth() == 64) {
      s.put("cx", s.cpu.nextAddress());
      s.set(s.registers.location("r11"), flags);
    }
  }
}
