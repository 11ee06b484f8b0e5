package dev.fabula.term;

/** Sums and products. */
final class Arithmetic {
  private Arithmetic() {}

  static Term add(Term a, Term b) {
    if (a.isConstant() && b.isConstant()) {
      return Folding.binary(Op.ADD, a, b);
    }
    if (a.isZero()) {
      return b;
    }
    if (b.isZero()) {
      return a;
    }
    return b.isConstant()
        ? a.bank().make(Op.ADD, a.width(), b, a)
        : a.bank().make(Op.ADD, a.width(), a, b);
  }

  static Term sub(Term a, Term b) {
    return add(a, mul(a.bank().ones(a.width()), b));
  }

  static Term mul(Term a, Term b) {
    if (a.isConstant() && b.isConstant()) {
      return Folding.binary(Op.MUL, a, b);
    }
    return b.isConstant()
        ? a.bank().make(Op.MUL, a.width(), b, a)
        : a.bank().make(Op.MUL, a.width(), a, b);
  }

  static Term base(Term term) {
    if (term.isConstant()) {
      return term.bank().zero(term.width());
    }
    return term.op() == Op.ADD && term.argument(0).isConstant() ? term.argument(1) : term;
  }

  static Term offset(Term term) {
    if (term.isConstant()) {
      return term;
    }
    return term.op() == Op.ADD && term.argument(0).isConstant()
        ? term.argument(0)
        : term.bank().zero(term.width());
  }
}
