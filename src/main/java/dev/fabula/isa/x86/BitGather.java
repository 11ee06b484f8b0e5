package dev.fabula.isa.x86;

import dev.fabula.term.Term;

/** Scattering and gathering of bits by a mask. */
final class BitGather {

  private BitGather() {}

  /** PDEP: low bits of the source go where the mask has ones. */
  static Term deposit(Step s, Term source, Term mask) {
    if (!mask.isConstant()) {
      return s.apply(new BitFunction(BitFunction.Kind.DEPOSIT, source.width()), source, mask);
    }
    Term result = s.terms.zero(source.width());
    int next = 0;
    for (int at = 0; at < source.width(); at++) {
      if (mask.bit(at).isTrue()) {
        result = result.or(placed(s, source.bit(next++), at, source.width()));
      }
    }
    return result;
  }

  /** PEXT: bits of the source under ones of the mask go to the low end. */
  static Term extract(Step s, Term source, Term mask) {
    if (!mask.isConstant()) {
      return s.apply(new BitFunction(BitFunction.Kind.EXTRACT, source.width()), source, mask);
    }
    Term result = s.terms.zero(source.width());
    int next = 0;
    for (int at = 0; at < source.width(); at++) {
      if (mask.bit(at).isTrue()) {
        result = result.or(placed(s, source.bit(at), next++, source.width()));
      }
    }
    return result;
  }

  private static Term placed(Step s, Term bit, int at, int width) {
    return bit.zext(width).shl(s.constant(at, width));
  }
}
