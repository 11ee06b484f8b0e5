package dev.fabula.term;

/** Shifts and rotations. */
final class Shifts {
  private Shifts() {}

  static Term of(Op op, Term a, Term amount) {
    return a.isConstant() && amount.isConstant()
        ? Folding.binary(op, a, amount)
        : a.bank().make(op, a.width(), a, amount);
  }
}
