package dev.fabula.ieee;

import java.math.BigInteger;

/** Exact magnitudes brought into a format (IEEE 754-2019, 4.3, 7.4 and 7.5). */
final class Packing {
  private final Format format;
  private final Rules rules;
  private final int precision;

  Packing(Format format, Rules rules) {
    this.format = format;
    this.rules = rules;
    this.precision = rules.precision() == 0 ? format.precision() : rules.precision();
  }

  /** The number of bits of an exact magnitude from which it can be rounded. */
  int enough() {
    return precision + 2;
  }

  /** A finite number as a float. */
  Result number(Datum number) {
    return number.significand().signum() == 0
        ? Result.exact(format.zero(number.negative()), 0)
        : rounded(Exact.of(number));
  }

  /** A magnitude as the float that the rules round it to. */
  Result rounded(Exact exact) {
    boolean tiny = isTiny(exact);
    if (tiny && rules.flushesResults()) {
      return Result.exact(format.zero(exact.negative()), flushed());
    }
    int lowest = format.smallestExponent() - (precision - 1);
    int unit = Math.max(exact.leading() - (precision - 1), lowest);
    Exact.Rounded rounded = exact.to(unit, rules.rounding());
    BigInteger units = rounded.units();
    if (units.bitLength() + unit - 1 > format.largestExponent()) {
      return overflow(exact.negative());
    }
    int flags = rounded.inexact() ? Flag.INEXACT | (tiny ? Flag.UNDERFLOW : 0) : 0;
    BigInteger bits =
        units.signum() == 0
            ? format.zero(exact.negative())
            : format.finite(exact.negative(), units, unit);
    return new Result(bits, flags, rounded.up());
  }

  /** Arm, which looks before it rounds, does not call a flushed result inexact. */
  private int flushed() {
    return rules.tinyBeforeRounding() ? Flag.UNDERFLOW : Flag.UNDERFLOW | Flag.INEXACT;
  }

  private boolean isTiny(Exact exact) {
    int smallest = format.smallestExponent();
    if (exact.leading() >= smallest) {
      return false;
    }
    if (rules.tinyBeforeRounding() || exact.leading() < smallest - 1) {
      return true;
    }
    Exact.Rounded unbounded = exact.to(exact.leading() - (precision - 1), rules.rounding());
    return unbounded.units().bitLength() <= precision;
  }

  private Result overflow(boolean negative) {
    boolean infinite = rules.rounding().overflows(negative);
    return new Result(
        infinite ? format.infinity(negative) : largest(negative),
        Flag.OVERFLOW | Flag.INEXACT,
        infinite);
  }

  /** The largest float of the precision that is in force. */
  private BigInteger largest(boolean negative) {
    int dropped = format.precision() - precision;
    return format.largest(negative).shiftRight(dropped).shiftLeft(dropped);
  }
}
