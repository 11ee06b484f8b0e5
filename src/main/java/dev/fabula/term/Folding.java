package dev.fabula.term;

import java.math.BigInteger;

/** Operators on constants, giving constants of the same bank. */
final class Folding {
  private Folding() {}

  static Term unary(Op op, Term a) {
    int width = a.width();
    return width <= 64
        ? a.bank().constant(Words.unary(op, a.word(), width), width)
        : a.bank().constant(Concrete.unary(op, a.value(), width), width);
  }

  static Term binary(Op op, Term a, Term b) {
    int width = a.width();
    return width <= 64
        ? a.bank().constant(Words.binary(op, a.word(), b.word(), width), width)
        : a.bank().constant(Concrete.binary(op, a.value(), b.value(), width), width);
  }

  static Term compare(Op op, Term a, Term b) {
    int width = a.width();
    return a.bank()
        .bool(
            width <= 64
                ? Words.compare(op, a.word(), b.word(), width)
                : Concrete.compare(op, a.value(), b.value(), width));
  }

  static Term extract(Term a, int high, int low) {
    int width = high - low + 1;
    return a.width() <= 64
        ? a.bank().constant(a.word() >>> low, width)
        : a.bank().constant(a.value().shiftRight(low), width);
  }

  static Term concat(Term high, Term low) {
    int width = high.width() + low.width();
    return width <= 64
        ? high.bank().constant((high.word() << low.width()) | low.word(), width)
        : high.bank().constant(high.value().shiftLeft(low.width()).or(low.value()), width);
  }

  static Term sext(Term a, int to) {
    return to <= 64
        ? a.bank().constant(Words.signed(a.word(), a.width()), to)
        : a.bank().constant(Concrete.signed(a.value(), a.width()), to);
  }

  static boolean isOne(Term constant) {
    return constant == constant.bank().constant(1, constant.width());
  }

  static boolean isPowerOfTwo(Term constant) {
    return constant.width() <= 64
        ? Long.bitCount(constant.word()) == 1
        : constant.value().bitCount() == 1;
  }

  /** The index of the lowest one; throws on zero. */
  static int lowestSetBit(Term constant) {
    if (constant.isZero()) {
      throw new IllegalArgumentException("zero has no bit set");
    }
    return constant.width() <= 64
        ? Long.numberOfTrailingZeros(constant.word())
        : constant.value().getLowestSetBit();
  }

  /** The number {@code x} with {@code x * constant = 1}; the constant must be odd. */
  static Term inverse(Term constant) {
    BigInteger modulus = BigInteger.ONE.shiftLeft(constant.width());
    return constant.bank().constant(constant.value().modInverse(modulus), constant.width());
  }
}
