package dev.fabula.term;

import java.math.BigInteger;

/** The test whether two vectors have no bit in common that can be one. */
final class Disjoint {
  private Disjoint() {}

  /** Whether the zero pieces of the two exclude each other, so that sum and disjunction agree. */
  static boolean test(Term a, Term b) {
    if (a.op() != Op.CONCAT && b.op() != Op.CONCAT) {
      return false;
    }
    return a.width() <= 64
        ? (possible(a) & possible(b)) == 0
        : widePossible(a).and(widePossible(b)).signum() == 0;
  }

  private static long possible(Term term) {
    long bits = 0;
    if (term.op() != Op.CONCAT) {
      return Concrete.mask(term.width());
    }
    for (Term piece : term.rawArguments()) {
      int width = piece.width();
      bits = bits << width | (piece.isConstant() ? piece.word() : Concrete.mask(width));
    }
    return bits;
  }

  private static BigInteger widePossible(Term term) {
    BigInteger bits = BigInteger.ZERO;
    if (term.op() != Op.CONCAT) {
      return Concrete.ones(term.width());
    }
    for (Term piece : term.rawArguments()) {
      int width = piece.width();
      BigInteger each = piece.isConstant() ? piece.value() : Concrete.ones(width);
      bits = bits.shiftLeft(width).or(each);
    }
    return bits;
  }
}
