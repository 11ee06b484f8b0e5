package dev.fabula.term;

/** Equality and order. */
final class Comparisons {
  private Comparisons() {}

  static Term eq(Term a, Term b) {
    return a == b ? a.bank().trueTerm() : compare(Op.EQ, a, b);
  }

  static Term ult(Term a, Term b) {
    return a == b ? a.bank().falseTerm() : compare(Op.ULT, a, b);
  }

  static Term slt(Term a, Term b) {
    return a == b ? a.bank().falseTerm() : compare(Op.SLT, a, b);
  }

  private static Term compare(Op op, Term a, Term b) {
    return a.isConstant() && b.isConstant()
        ? Folding.compare(op, a, b)
        : a.bank().make(op, 1, a, b);
  }
}
