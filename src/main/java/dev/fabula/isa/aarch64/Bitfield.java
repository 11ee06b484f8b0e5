package dev.fabula.isa.aarch64;

import dev.fabula.isa.Operand;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;

/** Shifts, bit fields, extensions, and counting and reversing of bits (Arm ARM, C3.5.7–C3.5.11). */
enum Bitfield implements Family {
  LSL,
  LSR,
  ASR,
  ROR,
  EXTR,
  BFM,
  SBFM,
  UBFM,
  BFI,
  BFXIL,
  BFC,
  SBFIZ,
  SBFX,
  UBFIZ,
  UBFX,
  SXTB,
  SXTH,
  SXTW,
  UXTB,
  UXTH,
  UXTW,
  CLZ,
  CLS,
  CTZ,
  CNT,
  RBIT,
  REV,
  REV16,
  REV32;

  @Override
  public void execute(Step s) throws UnknownInstruction {
    switch (this) {
      case LSL -> s.out(0, s.in(1).shl(amount(s)));
      case LSR -> s.out(0, s.in(1).lshr(amount(s)));
      case ASR -> s.out(0, s.in(1).ashr(amount(s)));
      case ROR -> s.out(0, s.in(1).rotr(amount(s)));
      case EXTR -> s.out(0, extracted(s, number(s, 3)));
      case BFM -> move(s, BFXIL, BFI);
      case SBFM -> move(s, SBFX, SBFIZ);
      case UBFM -> move(s, UBFX, UBFIZ);
      case BFI, SBFIZ, UBFIZ, BFXIL, SBFX, UBFX -> field(s, number(s, 2), number(s, 3));
      case BFC -> s.out(0, inserted(s.in(0), number(s, 1), s.constant(0, number(s, 2))));
      case SXTB -> s.out(0, s.in(1, 8).sext(s.width()));
      case SXTH -> s.out(0, s.in(1, 16).sext(s.width()));
      case SXTW -> s.out(0, s.in(1, 32).sext(s.width()));
      case UXTB -> s.out(0, s.in(1, 8).zext(s.width()));
      case UXTH -> s.out(0, s.in(1, 16).zext(s.width()));
      case UXTW -> s.out(0, s.in(1, 32).zext(s.width()));
      case CLZ -> s.out(0, s.in(1).clz());
      case CLS -> s.out(0, signs(s.in(1)));
      case CTZ -> s.out(0, s.in(1).ctz());
      case CNT -> s.out(0, s.in(1).popcount());
      case RBIT -> s.out(0, s.in(1).bitReverse());
      case REV -> s.out(0, s.in(1).byteSwap());
      case REV16 -> s.out(0, Lanewise.reversed(s.in(1), 16, 8));
      case REV32 -> s.out(0, Lanewise.reversed(s.in(1), 32, 8));
    }
  }

  /** Bits from a place on of two registers in a row. */
  private static Term extracted(Step s, int low) throws UnknownInstruction {
    return s.in(1).concat(s.in(2)).extract(low + s.width() - 1, low);
  }

  /** Shift amounts in registers count modulo the width. */
  private static Term amount(Step s) throws UnknownInstruction {
    Term mask = s.constant(s.width() - 1L, s.width());
    return s.operand(2) instanceof Operand.Immediate ? s.in(2) : s.in(2).and(mask);
  }

  private static int number(Step s, int index) throws UnknownInstruction {
    return (int) s.immediate(index);
  }

  /** The general form: extracts a field if {@code imms >= immr}, else inserts one. */
  private static void move(Step s, Bitfield extract, Bitfield insert) throws UnknownInstruction {
    int rotate = number(s, 2);
    int top = number(s, 3);
    if (top >= rotate) {
      extract.field(s, rotate, top - rotate + 1);
    } else {
      insert.field(s, s.width() - rotate, top + 1);
    }
  }

  private void field(Step s, int low, int size) throws UnknownInstruction {
    int width = s.width();
    Term source = s.in(1);
    boolean inserts = this == BFI || this == SBFIZ || this == UBFIZ;
    Term bits = inserts ? source.truncate(size) : source.extract(low + size - 1, low);
    Term shift = s.constant(inserts ? low : 0, width);
    boolean signed = this == SBFIZ || this == SBFX;
    boolean keeps = this == BFI || this == BFXIL;
    Term whole = signed ? bits.sext(width) : bits.zext(width);
    s.out(0, keeps ? inserted(s.in(0), inserts ? low : 0, bits) : whole.shl(shift));
  }

  private static Term inserted(Term old, int low, Term bits) {
    Term result = low == 0 ? bits : bits.concat(old.truncate(low));
    int top = result.width();
    return top == old.width() ? result : old.extract(old.width() - 1, top).concat(result);
  }

  /** How many bits below the sign equal the sign. */
  static Term signs(Term value) {
    int width = value.width();
    Term flipped = value.xor(value.ashr(value.bank().constant(width - 1L, width)));
    return flipped.clz().sub(1);
  }
}
