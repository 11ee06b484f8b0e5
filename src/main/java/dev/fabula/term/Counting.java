package dev.fabula.term;

/** Bit counts and bit reversal. */
final class Counting {
  private Counting() {}

  static Term of(Op op, Term a) {
    return a.isConstant() ? Folding.unary(op, a) : a.bank().make(op, a.width(), a);
  }
}
