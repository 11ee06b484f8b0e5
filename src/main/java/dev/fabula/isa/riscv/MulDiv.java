package dev.fabula.isa.riscv;

import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;

/**
 * Multiplication and division (unprivileged ISA, 13). Results of division by zero and of overflow
 * are those of SMT-LIB.
 */
enum MulDiv implements Family {
  MUL,
  MULH,
  MULHSU,
  MULHU,
  MULW,
  DIV,
  DIVU,
  REM,
  REMU,
  DIVW,
  DIVUW,
  REMW,
  REMUW;

  @Override
  public void execute(Step s) throws UnknownInstruction {
    int wide = 2 * s.width;
    switch (this) {
      case MUL -> s.out(0, s.in(1).mul(s.in(2)));
      case MULH -> s.out(0, high(s, s.in(1).sext(wide), s.in(2).sext(wide)));
      case MULHSU -> s.out(0, high(s, s.in(1).sext(wide), s.in(2).zext(wide)));
      case MULHU -> s.out(0, high(s, s.in(1).zext(wide), s.in(2).zext(wide)));
      case MULW -> s.out(0, s.word(1).mul(s.word(2)));
      case DIV -> s.out(0, quotient(s.in(1), s.in(2)));
      case DIVU -> s.out(0, s.in(1).udiv(s.in(2)));
      case REM -> s.out(0, s.in(1).srem(s.in(2)));
      case REMU -> s.out(0, s.in(1).urem(s.in(2)));
      case DIVW -> s.out(0, quotient(s.word(1), s.word(2)));
      case DIVUW -> s.out(0, s.word(1).udiv(s.word(2)));
      case REMW -> s.out(0, s.word(1).srem(s.word(2)));
      case REMUW -> s.out(0, s.word(1).urem(s.word(2)));
    }
  }

  private static Term high(Step s, Term left, Term right) {
    return left.mul(right).extract(2 * s.width - 1, s.width);
  }

  /** Signed division by zero yields −1 whatever the dividend's sign. */
  private static Term quotient(Term left, Term right) {
    Term byZero = right.eq(right.bank().zero(right.width()));
    return byZero.ite(left.bank().ones(left.width()), left.sdiv(right));
  }
}
