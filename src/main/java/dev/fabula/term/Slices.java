package dev.fabula.term;

/** Extracts, juxtapositions and extensions. */
final class Slices {
  private Slices() {}

  static Term extract(Term a, int high, int low) {
    if (low == 0 && high == a.width() - 1) {
      return a;
    }
    return a.isConstant() ? Folding.extract(a, high, low) : a.bank().makeExtract(a, high, low);
  }

  static Term concat(Term high, Term low) {
    return high.isConstant() && low.isConstant()
        ? Folding.concat(high, low)
        : high.bank().make(Op.CONCAT, high.width() + low.width(), high, low);
  }

  static Term sext(Term a, int to) {
    if (to == a.width()) {
      return a;
    }
    return a.isConstant() ? Folding.sext(a, to) : a.bank().make(Op.SEXT, to, a);
  }

  static Term byteSwap(Term a) {
    if (a.width() % 8 != 0) {
      throw new IllegalArgumentException("a byte swap of " + a.width() + " bits");
    }
    Term result = a.extract(7, 0);
    for (int low = 8; low < a.width(); low += 8) {
      result = concat(result, a.extract(low + 7, low));
    }
    return result;
  }

  static int pushableDepth(Term a) {
    return a.arity();
  }
}
