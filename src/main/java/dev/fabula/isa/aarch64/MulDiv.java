package dev.fabula.isa.aarch64;

import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;

/** Multiplication and division of general registers (Arm ARM, C3.5.9–C3.5.10). */
enum MulDiv implements Family {
  MUL,
  MNEG,
  MADD,
  MSUB,
  SMULL,
  SMNEGL,
  SMADDL,
  SMSUBL,
  UMULL,
  UMNEGL,
  UMADDL,
  UMSUBL,
  SMULH,
  UMULH,
  SDIV,
  UDIV;

  @Override
  public void execute(Step s) throws UnknownInstruction {
    switch (this) {
      case MUL -> s.out(0, s.in(1).mul(s.in(2)));
      case MNEG -> s.out(0, s.in(1).mul(s.in(2)).neg());
      case MADD -> s.out(0, s.in(3).add(s.in(1).mul(s.in(2))));
      case MSUB -> s.out(0, s.in(3).sub(s.in(1).mul(s.in(2))));
      case SMULL -> s.out(0, signed(s));
      case SMNEGL -> s.out(0, signed(s).neg());
      case SMADDL -> s.out(0, s.in(3).add(signed(s)));
      case SMSUBL -> s.out(0, s.in(3).sub(signed(s)));
      case UMULL -> s.out(0, unsigned(s));
      case UMNEGL -> s.out(0, unsigned(s).neg());
      case UMADDL -> s.out(0, s.in(3).add(unsigned(s)));
      case UMSUBL -> s.out(0, s.in(3).sub(unsigned(s)));
      case SMULH -> s.out(0, s.in(1).sext(128).mul(s.in(2).sext(128)).extract(127, 64));
      case UMULH -> s.out(0, s.in(1).zext(128).mul(s.in(2).zext(128)).extract(127, 64));
      case SDIV -> s.out(0, quotient(s, s.in(1).sdiv(s.in(2))));
      case UDIV -> s.out(0, quotient(s, s.in(1).udiv(s.in(2))));
    }
  }

  private static Term signed(Step s) throws UnknownInstruction {
    return s.in(1, 32).sext(64).mul(s.in(2, 32).sext(64));
  }

  private static Term unsigned(Step s) throws UnknownInstruction {
    return s.in(1, 32).zext(64).mul(s.in(2, 32).zext(64));
  }

  /** Division by zero yields zero and does not trap. */
  private static Term quotient(Step s, Term quotient) throws UnknownInstruction {
    Term zero = s.constant(0, s.width());
    return s.in(2).eq(zero).ite(zero, quotient);
  }
}
