package dev.fabula.isa.aarch64;

import dev.fabula.isa.Operand;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;

/** Bitwise operations on whole vectors (Arm ARM, C3.6.7, C3.6.22). */
enum VectorLogic implements Family {
  AND,
  ORR,
  EOR,
  BIC,
  ORN,
  MVN,
  NOT,
  BSL,
  BIT,
  BIF,
  EOR3,
  BCAX,
  RAX1,
  XAR,
  FNEG,
  FABS,
  FCSEL;

  @Override
  public void execute(Step s) throws UnknownInstruction {
    Vectors v = s.vectors;
    switch (this) {
      case AND -> v.out(0, v.in(1).and(v.in(2)));
      case ORR -> v.out(0, first(s).or(second(s)));
      case EOR -> v.out(0, v.in(1).xor(v.in(2)));
      case BIC -> v.out(0, first(s).and(second(s).not()));
      case ORN -> v.out(0, v.in(1).or(v.in(2).not()));
      case MVN, NOT -> v.out(0, v.in(1).not());
      case BSL -> v.out(0, chosen(v.in(0), v.in(1), v.in(2)));
      case BIT -> v.out(0, chosen(v.in(2), v.in(1), v.in(0)));
      case BIF -> v.out(0, chosen(v.in(2), v.in(0), v.in(1)));
      case EOR3 -> v.out(0, v.in(1).xor(v.in(2)).xor(v.in(3)));
      case BCAX -> v.out(0, v.in(1).xor(v.in(2).and(v.in(3).not())));
      case RAX1 -> v.lanes(0, v.in(1), v.in(2), (a, b) -> a.xor(b.rotl(one(b))));
      case XAR -> {
        Term by = s.constant(s.immediate(3), 64);
        v.lanes(0, v.in(1), v.in(2), (a, b) -> a.xor(b).rotr(by));
      }
      case FNEG -> v.lanes(0, v.in(1), a -> a.xor(signBit(a)));
      case FABS -> v.lanes(0, v.in(1), a -> a.and(signBit(a).not()));
      case FCSEL -> v.out(0, s.flags.holds(s.word(3)).ite(v.in(1), v.in(2)));
    }
  }

  private static Term chosen(Term mask, Term whereSet, Term whereClear) {
    return whereSet.and(mask).or(whereClear.and(mask.not()));
  }

  private static Term one(Term like) {
    return like.bank().constant(1, like.width());
  }

  private static Term signBit(Term like) {
    return one(like).shl(like.bank().constant(like.width() - 1L, like.width()));
  }

  private static boolean isImmediate(Step s) throws UnknownInstruction {
    return s.operand(1) instanceof Operand.Immediate;
  }

  /** The immediate forms have the destination as first source. */
  private static Term first(Step s) throws UnknownInstruction {
    return s.vectors.in(isImmediate(s) ? 0 : 1);
  }

  private static Term second(Step s) throws UnknownInstruction {
    return isImmediate(s) ? s.vectors.number(1) : s.vectors.in(2);
  }
}
