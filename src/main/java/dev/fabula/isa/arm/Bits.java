package dev.fabula.isa.arm;

import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;

/** Bit fields, extensions, counting and reversing of bits (Arm ARM, A4.4.5, A4.4.7). */
enum Bits implements Family {
  UBFX,
  SBFX,
  BFI,
  BFC,
  UXTB,
  UXTH,
  SXTB,
  SXTH,
  UXTB16,
  SXTB16,
  UXTAB,
  UXTAH,
  SXTAB,
  SXTAH,
  CLZ,
  RBIT,
  REV,
  REV16,
  REVSH,
  SEL;

  @Override
  public void execute(Step s) throws UnknownInstruction {
    switch (this) {
      case UBFX -> s.out(0, field(s).zext(32));
      case SBFX -> s.out(0, field(s).sext(32));
      case BFI -> insert(s, s.in(1), (int) s.immediate(2), (int) s.immediate(3));
      case BFC -> insert(s, s.constant(0), (int) s.immediate(1), (int) s.immediate(2));
      case UXTB -> s.out(0, last(s).truncate(8).zext(32));
      case UXTH -> s.out(0, last(s).truncate(16).zext(32));
      case SXTB -> s.out(0, last(s).truncate(8).sext(32));
      case SXTH -> s.out(0, last(s).truncate(16).sext(32));
      case UXTB16 -> s.out(0, byteAt(last(s), 16).zext(16).concat(byteAt(last(s), 0).zext(16)));
      case SXTB16 -> s.out(0, byteAt(last(s), 16).sext(16).concat(byteAt(last(s), 0).sext(16)));
      case UXTAB -> s.out(0, s.read(s.view(1)).add(s.in(2).truncate(8).zext(32)));
      case UXTAH -> s.out(0, s.read(s.view(1)).add(s.in(2).truncate(16).zext(32)));
      case SXTAB -> s.out(0, s.read(s.view(1)).add(s.in(2).truncate(8).sext(32)));
      case SXTAH -> s.out(0, s.read(s.view(1)).add(s.in(2).truncate(16).sext(32)));
      case CLZ -> s.out(0, s.in(1).clz());
      case RBIT -> s.out(0, s.in(1).bitReverse());
      case REV -> s.out(0, s.in(1).byteSwap());
      case REV16 -> s.out(0, halfSwapped(s.in(1), 16).concat(halfSwapped(s.in(1), 0)));
      case REVSH -> s.out(0, halfSwapped(s.in(1), 0).sext(32));
      case SEL -> s.out(0, selected(s.in(1), s.in(2), s.flag("ge")));
    }
  }

  private static Term last(Step s) throws UnknownInstruction {
    return s.in(1);
  }

  private static Term field(Step s) throws UnknownInstruction {
    int low = (int) s.immediate(2);
    int size = (int) s.immediate(3);
    if (low + size > 32) {
      throw new UnknownInstruction("a field beyond the register is unpredictable");
    }
    return s.in(1).extract(low + size - 1, low);
  }

  private static void insert(Step s, Term value, int low, int size) throws UnknownInstruction {
    Term mask = s.terms.ones(size).zext(32).shl(s.constant(low));
    Term moved = value.truncate(size).zext(32).shl(s.constant(low));
    s.out(0, s.in(0).and(mask.not()).or(moved));
  }

  private static Term byteAt(Term value, int low) {
    return value.extract(low + 7, low);
  }

  private static Term halfSwapped(Term value, int low) {
    return byteAt(value, low).concat(byteAt(value, low + 8));
  }

  private static Term selected(Term whereSet, Term whereClear, Term flags) {
    Term result = flags.bit(0).ite(byteAt(whereSet, 0), byteAt(whereClear, 0));
    for (int i = 1; i < 4; i++) {
      result = flags.bit(i).ite(byteAt(whereSet, 8 * i), byteAt(whereClear, 8 * i)).concat(result);
    }
    return result;
  }
}
