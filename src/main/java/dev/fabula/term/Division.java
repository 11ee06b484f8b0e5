package dev.fabula.term;

/** Quotients and remainders. */
final class Division {
  private Division() {}

  static Term of(Op op, Term a, Term b) {
    if (a.isConstant() && b.isConstant()) {
      return Folding.binary(op, a, b);
    }
    if (b.isZero()) {
      return byZero(op, a);
    }
    if (b.isConstant() && Folding.isOne(b)) {
      return op == Op.UDIV || op == Op.SDIV ? a : b.bank().zero(a.width());
    }
    return switch (op) {
      case UDIV, UREM -> unsigned(op, a, b);
      case SDIV, SREM -> signed(op, a, b);
      default -> throw new IllegalArgumentException(op + " is no division");
    };
  }

  private static Term byZero(Op op, Term a) {
    return switch (op) {
      case UDIV -> a.bank().ones(a.width());
      case SDIV -> a.sign().ite(a.bank().constant(1, a.width()), a.bank().ones(a.width()));
      default -> a;
    };
  }

  private static Term unsigned(Op op, Term a, Term b) {
    if (b.isConstant() && Folding.isPowerOfTwo(b)) {
      Term shift = b.bank().constant(Folding.lowestSetBit(b), b.width());
      return op == Op.UDIV ? a.lshr(shift) : a.and(b.sub(1));
    }
    return a.bank().make(op, a.width(), a, b);
  }

  private static Term signed(Op op, Term a, Term b) {
    if (b.isOnes()) {
      return op == Op.SDIV ? a.neg() : a.bank().zero(a.width());
    }
    if (nonNegative(a) && nonNegative(b)) {
      return unsigned(op == Op.SDIV ? Op.UDIV : Op.UREM, a, b);
    }
    return a.bank().make(op, a.width(), a, b);
  }

  private static boolean nonNegative(Term a) {
    return (a.isConstant() || a.op() == Op.CONCAT) && a.sign().isFalse();
  }
}
