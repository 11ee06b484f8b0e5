package dev.fabula.isa.riscv;

import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;

/** Bit manipulation, Zbb (unprivileged ISA, 28). */
enum Bits implements Family {
  ANDN,
  ORN,
  XNOR,
  CLZ,
  CLZW,
  CTZ,
  CTZW,
  CPOP,
  CPOPW,
  MAX,
  MAXU,
  MIN,
  MINU,
  SEXT_B,
  SEXT_H,
  ZEXT_B,
  ZEXT_H,
  ROL,
  ROLW,
  ROR,
  RORI,
  RORW,
  RORIW,
  ORC_B,
  REV8;

  @Override
  public void execute(Step s) throws UnknownInstruction {
    switch (this) {
      case ANDN -> s.out(0, s.in(1).and(s.in(2).not()));
      case ORN -> s.out(0, s.in(1).or(s.in(2).not()));
      case XNOR -> s.out(0, s.in(1).xor(s.in(2)).not());
      case CLZ -> s.out(0, s.in(1).clz());
      case CLZW -> s.out(0, s.word(1).clz());
      case CTZ -> s.out(0, s.in(1).ctz());
      case CTZW -> s.out(0, s.word(1).ctz());
      case CPOP -> s.out(0, s.in(1).popcount());
      case CPOPW -> s.out(0, s.word(1).popcount());
      case MAX -> s.out(0, s.in(1).sgt(s.in(2)).ite(s.in(1), s.in(2)));
      case MAXU -> s.out(0, s.in(1).ugt(s.in(2)).ite(s.in(1), s.in(2)));
      case MIN -> s.out(0, s.in(1).slt(s.in(2)).ite(s.in(1), s.in(2)));
      case MINU -> s.out(0, s.in(1).ult(s.in(2)).ite(s.in(1), s.in(2)));
      case SEXT_B -> s.out(0, s.in(1).truncate(8));
      case SEXT_H -> s.out(0, s.in(1).truncate(16));
      case ZEXT_B -> s.out(0, s.in(1).truncate(8).zext(s.width));
      case ZEXT_H -> s.out(0, s.in(1).truncate(16).zext(s.width));
      case ROL -> s.out(0, s.in(1).rotl(Alu.amount(s, s.width)));
      case ROLW -> s.out(0, s.word(1).rotl(Alu.amount(s, 32)));
      case ROR, RORI -> s.out(0, s.in(1).rotr(Alu.amount(s, s.width)));
      case RORW, RORIW -> s.out(0, s.word(1).rotr(Alu.amount(s, 32)));
      case ORC_B -> s.out(0, filled(s.in(1)));
      case REV8 -> s.out(0, s.in(1).byteSwap());
    }
  }

  /** Each byte all ones where it has any one. */
  private static Term filled(Term value) {
    Term result = byteOf(value, 0);
    for (int i = 1; i < value.width() / 8; i++) {
      result = byteOf(value, i).concat(result);
    }
    return result;
  }

  private static Term byteOf(Term value, int index) {
    return value.extract(8 * index + 7, 8 * index).ne(value.bank().zero(8)).sext(8);
  }
}
