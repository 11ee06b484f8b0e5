package dev.fabula.term;

/** Conjunction, disjunction, difference and complement of bits. */
final class Bitwise {
  private Bitwise() {}

  static Term not(Term a) {
    if (a.isConstant()) {
      return Folding.unary(Op.NOT, a);
    }
    return a.op() == Op.NOT ? a.argument(0) : a.bank().make(Op.NOT, a.width(), a);
  }

  static Term and(Term a, Term b) {
    return binary(Op.AND, a, b);
  }

  static Term or(Term a, Term b) {
    return binary(Op.OR, a, b);
  }

  static Term xor(Term a, Term b) {
    return binary(Op.XOR, a, b);
  }

  private static Term binary(Op op, Term a, Term b) {
    if (a.isConstant() && b.isConstant()) {
      return Folding.binary(op, a, b);
    }
    return b.isConstant()
        ? a.bank().make(op, a.width(), b, a)
        : a.bank().make(op, a.width(), a, b);
  }
}
