package dev.fabula.isa.x86;

import dev.fabula.term.Term;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Scattering and gathering of bits by a mask. */
final class BitGather {

  private BitGather() {}

  /** PDEP: low bits of the source go where the mask has ones. */
  static Term deposit(Step s, Term source, Term mask) {
    if (!mask.isConstant()) {
      return s.apply(new BitFunction(BitFunction.Kind.DEPOSIT, source.width()), source, mask);
    }
    List<Term> pieces = new ArrayList<>();
    int next = 0;
    for (int at = 0; at < mask.width(); ) {
      int end = endOfRun(mask.value(), at, mask.width());
      boolean taken = mask.value().testBit(at);
      pieces.add(taken ? source.extract(next + end - at - 1, next) : s.terms.zero(end - at));
      next += taken ? end - at : 0;
      at = end;
    }
    return s.terms.concat(pieces.reversed());
  }

  /** PEXT: bits of the source under ones of the mask go to the low end. */
  static Term extract(Step s, Term source, Term mask) {
    if (!mask.isConstant()) {
      return s.apply(new BitFunction(BitFunction.Kind.EXTRACT, source.width()), source, mask);
    }
    List<Term> pieces = new ArrayList<>();
    for (int at = 0; at < mask.width(); ) {
      int end = endOfRun(mask.value(), at, mask.width());
      if (mask.value().testBit(at)) {
        pieces.add(source.extract(end - 1, at));
      }
      at = end;
    }
    int rest = mask.width() - mask.value().bitCount();
    if (rest > 0) {
      pieces.add(s.terms.zero(rest));
    }
    return s.terms.concat(pieces.reversed());
  }

  /** Where the bits of a mask change that are alike from a place on. */
  private static int endOfRun(BigInteger mask, int from, int width) {
    int end = from + 1;
    while (end < width && mask.testBit(end) == mask.testBit(from)) {
      end++;
    }
    return end;
  }
}
