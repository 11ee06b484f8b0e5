package dev.fabula.ieee;

import java.math.BigInteger;

/**
 * A magnitude that is not zero, before it is rounded.
 *
 * @param significand times 2^{@code exponent} the magnitude, cut off
 * @param more whether something was cut off
 */
record Exact(boolean negative, BigInteger significand, int exponent, boolean more) {

  static Exact of(Datum number) {
    return new Exact(number.negative(), number.significand(), number.exponent(), false);
  }

  /** The sum of two finite numbers as one; its sign is positive where it is zero. */
  static Datum sum(Datum a, Datum b) {
    int unit = Math.min(a.exponent(), b.exponent());
    BigInteger sum = a.multiple(unit).add(b.multiple(unit));
    return Datum.of(sum.signum() < 0, sum.abs(), unit);
  }

  static Datum product(Datum a, Datum b) {
    return Datum.of(
        a.negative() != b.negative(),
        a.significand().multiply(b.significand()),
        a.exponent() + b.exponent());
  }

  /** The quotient of two numbers, to at least so many bits. */
  static Exact quotient(Datum a, Datum b, int bits) {
    int more = bits + b.significand().bitLength() - a.significand().bitLength() + 1;
    int shift = Math.max(0, more);
    BigInteger[] parts = a.significand().shiftLeft(shift).divideAndRemainder(b.significand());
    int exponent = a.exponent() - b.exponent() - shift;
    return new Exact(a.negative() != b.negative(), parts[0], exponent, parts[1].signum() != 0);
  }

  /** The square root of a positive number, to at least so many bits. */
  static Exact root(Datum a, int bits) {
    int shift = Math.max(0, 2 * bits - a.significand().bitLength() + 2);
    int even = (a.exponent() - shift & 1) == 0 ? shift : shift + 1;
    BigInteger[] parts = a.significand().shiftLeft(even).sqrtAndRemainder();
    return new Exact(false, parts[0], (a.exponent() - even) / 2, parts[1].signum() != 0);
  }

  /** The exponent of the leading one. */
  int leading() {
    return exponent + significand.bitLength() - 1;
  }

  /** The significand in units of 2^{@code unit}, rounded. */
  Rounded to(int unit, Rounding rounding) {
    int shift = unit - exponent;
    if (shift <= 0) {
      if (more) {
        throw new IllegalStateException("too few bits to round");
      }
      return new Rounded(significand.shiftLeft(-shift), false, false);
    }
    BigInteger kept = significand.shiftRight(shift);
    boolean half = significand.testBit(shift - 1);
    boolean rest = more || significand.getLowestSetBit() < shift - 1;
    boolean up = rounding.increments(negative, kept.testBit(0), half, rest);
    return new Rounded(up ? kept.add(BigInteger.ONE) : kept, half || rest, up);
  }

  /** A whole number of units, whether it is not the exact one, and whether it is larger. */
  record Rounded(BigInteger units, boolean inexact, boolean up) {}
}
