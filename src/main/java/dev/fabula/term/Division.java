package dev.fabula.term;

/** Quotients and remainders. */
final class Division {
  private Division() {}

  static Term of(Op op, Term a, Term b) {
    return a.isConstant() && b.isConstant()
        ? Folding.binary(op, a, b)
        : a.bank().make(op, a.width(), a, b);
  }
}
