package dev.fabula.isa.arm;

import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;

/**
 * Multiplication and division (Arm ARM, A4.4.3, A4.4.8); a 64-bit result has its low half first.
 */
enum Multiply implements Family {
  MUL,
  MLA,
  MLS,
  UMULL,
  SMULL,
  UMLAL,
  SMLAL,
  UMAAL,
  SMMUL,
  SDIV,
  UDIV;

  @Override
  public void execute(Step s) throws UnknownInstruction {
    switch (this) {
      case MUL -> single(s, s.in(s.count() > 2 ? 2 : 0).mul(s.in(1)));
      case MLA -> single(s, s.in(3).add(s.in(1).mul(s.in(2))));
      case MLS -> single(s, s.in(3).sub(s.in(1).mul(s.in(2))));
      case UMULL -> both(s, s.in(2).zext(64).mul(s.in(3).zext(64)));
      case SMULL -> both(s, s.in(2).sext(64).mul(s.in(3).sext(64)));
      case UMLAL -> both(s, old(s).add(s.in(2).zext(64).mul(s.in(3).zext(64))));
      case SMLAL -> both(s, old(s).add(s.in(2).sext(64).mul(s.in(3).sext(64))));
      case UMAAL ->
          both(
              s,
              s.in(2).zext(64).mul(s.in(3).zext(64)).add(s.in(0).zext(64)).add(s.in(1).zext(64)));
      case SMMUL -> s.out(0, s.in(1).sext(64).mul(s.in(2).sext(64)).extract(63, 32));
      case SDIV -> s.out(0, quotient(s, s.in(1).sdiv(s.in(2))));
      case UDIV -> s.out(0, quotient(s, s.in(1).udiv(s.in(2))));
    }
  }

  private static Term old(Step s) throws UnknownInstruction {
    return s.in(1).concat(s.in(0));
  }

  private static void single(Step s, Term result) throws UnknownInstruction {
    if (s.form.setsFlags()) {
      s.signAndZero(result);
    }
    s.out(0, result);
  }

  private static void both(Step s, Term result) throws UnknownInstruction {
    if (s.form.setsFlags()) {
      s.signAndZero(result);
    }
    s.out(0, result.truncate(32));
    s.out(1, result.extract(63, 32));
  }

  /** Division by zero yields zero (A-profile; other profiles may trap instead). */
  private static Term quotient(Step s, Term quotient) throws UnknownInstruction {
    return s.in(2).eq(s.constant(0)).ite(s.constant(0), quotient);
  }
}
