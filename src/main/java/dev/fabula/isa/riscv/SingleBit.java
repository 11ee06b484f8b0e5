package dev.fabula.isa.riscv;

import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;

/** Single bits, Zbs, and zero on a condition, Zicond (unprivileged ISA, 28 and 12). */
enum SingleBit implements Family {
  BCLR,
  BCLRI,
  BEXT,
  BEXTI,
  BINV,
  BINVI,
  BSET,
  BSETI,
  CZERO_EQZ,
  CZERO_NEZ;

  @Override
  public void execute(Step s) throws UnknownInstruction {
    switch (this) {
      case BCLR, BCLRI -> s.out(0, s.in(1).and(bit(s).not()));
      case BEXT, BEXTI -> s.out(0, s.in(1).lshr(Alu.amount(s, s.width)).bit(0).zext(s.width));
      case BINV, BINVI -> s.out(0, s.in(1).xor(bit(s)));
      case BSET, BSETI -> s.out(0, s.in(1).or(bit(s)));
      case CZERO_EQZ -> s.out(0, isZero(s).ite(s.constant(0), s.in(1)));
      case CZERO_NEZ -> s.out(0, isZero(s).ite(s.in(1), s.constant(0)));
    }
  }

  private static Term bit(Step s) throws UnknownInstruction {
    return s.constant(1).shl(Alu.amount(s, s.width));
  }

  private static Term isZero(Step s) throws UnknownInstruction {
    return s.in(2).eq(s.constant(0));
  }
}
