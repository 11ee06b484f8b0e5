package dev.fabula.isa.aarch64;

import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;

/** Bitwise operations on general registers (Arm ARM, C3.5.4). */
enum Logic implements Family {
  AND,
  ANDS,
  TST,
  ORR,
  ORN,
  MVN,
  EOR,
  EON,
  BIC,
  BICS;

  @Override
  public void execute(Step s) throws UnknownInstruction {
    switch (this) {
      case AND -> s.out(0, s.in(1).and(s.in(2)));
      case ANDS -> withFlags(s, s.in(1).and(s.in(2)));
      case TST -> s.flags.ofResult(s.in(0).and(s.in(1)));
      case ORR -> s.out(0, s.in(1).or(s.in(2)));
      case ORN -> s.out(0, s.in(1).or(s.in(2).not()));
      case MVN -> s.out(0, s.in(1).not());
      case EOR -> s.out(0, s.in(1).xor(s.in(2)));
      case EON -> s.out(0, s.in(1).xor(s.in(2).not()));
      case BIC -> s.out(0, s.in(1).and(s.in(2).not()));
      case BICS -> withFlags(s, s.in(1).and(s.in(2).not()));
    }
  }

  private static void withFlags(Step s, Term result) throws UnknownInstruction {
    s.flags.ofResult(result);
    s.out(0, result);
  }
}
