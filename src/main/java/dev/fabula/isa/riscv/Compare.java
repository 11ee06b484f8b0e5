package dev.fabula.isa.riscv;

import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;

/** Comparisons whose result is 0 or 1 (unprivileged ISA, 2.4). */
enum Compare implements Family {
  SLT,
  SLTI,
  SLTU,
  SLTIU,
  SEQZ,
  SNEZ,
  SLTZ,
  SGTZ;

  @Override
  public void execute(Step s) throws UnknownInstruction {
    switch (this) {
      case SLT, SLTI -> truth(s, s.in(1).slt(s.in(2)));
      case SLTU, SLTIU -> truth(s, s.in(1).ult(s.in(2)));
      case SEQZ -> truth(s, s.in(1).eq(s.constant(0)));
      case SNEZ -> truth(s, s.in(1).ne(s.constant(0)));
      case SLTZ -> truth(s, s.in(1).sign());
      case SGTZ -> truth(s, s.in(1).sgt(s.constant(0)));
    }
  }

  private static void truth(Step s, Term condition) throws UnknownInstruction {
    s.out(0, condition.zext(s.width));
  }
}
