package dev.fabula.isa.riscv;

import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;

/** Addresses of elements, Zba (unprivileged ISA, 28). */
enum ShiftAdd implements Family {
  SH1ADD,
  SH2ADD,
  SH3ADD,
  ADD_UW,
  ZEXT_W,
  SH1ADD_UW,
  SH2ADD_UW,
  SH3ADD_UW,
  SLLI_UW;

  @Override
  public void execute(Step s) throws UnknownInstruction {
    switch (this) {
      case SH1ADD -> s.out(0, shifted(s, s.in(1), 1));
      case SH2ADD -> s.out(0, shifted(s, s.in(1), 2));
      case SH3ADD -> s.out(0, shifted(s, s.in(1), 3));
      case ADD_UW -> s.out(0, shifted(s, unsigned(s), 0));
      case ZEXT_W -> s.out(0, unsigned(s));
      case SH1ADD_UW -> s.out(0, shifted(s, unsigned(s), 1));
      case SH2ADD_UW -> s.out(0, shifted(s, unsigned(s), 2));
      case SH3ADD_UW -> s.out(0, shifted(s, unsigned(s), 3));
      case SLLI_UW -> s.out(0, unsigned(s).shl(Alu.amount(s, s.width)));
    }
  }

  private static Term shifted(Step s, Term value, int by) throws UnknownInstruction {
    return value.shl(s.constant(by)).add(s.in(2));
  }

  private static Term unsigned(Step s) throws UnknownInstruction {
    return s.word(1).zext(s.width);
  }
}
