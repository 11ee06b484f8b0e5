package dev.fabula.ieee;

import java.math.BigInteger;

/**
 * What a float stands for.
 *
 * @param significand times 2^{@code exponent} the magnitude, if it is finite
 * @param denormal whether its biased exponent is zero, and it is not
 */
public record Datum(
    Kind kind, boolean negative, BigInteger significand, int exponent, boolean denormal) {

  /** The kinds of floats. */
  public enum Kind {
    /** Zero of either sign. */
    ZERO,
    /** A number that is not zero. */
    FINITE,
    /** Infinity of either sign. */
    INFINITE,
    /** A NaN that operations hand on. */
    QUIET,
    /** A NaN that makes operations invalid. */
    SIGNALLING,
    /** An encoding of x87's format that stands for nothing (Intel SDM volume 1, 8.2.2). */
    UNSUPPORTED
  }

  static Datum of(Kind kind, boolean negative) {
    return new Datum(kind, negative, BigInteger.ZERO, 0, false);
  }

  /** A finite number. */
  static Datum of(boolean negative, BigInteger significand, int exponent) {
    return new Datum(
        significand.signum() == 0 ? Kind.ZERO : Kind.FINITE,
        negative,
        significand,
        exponent,
        false);
  }

  /** Whether it is a NaN. */
  public boolean isNan() {
    return kind == Kind.QUIET || kind == Kind.SIGNALLING;
  }

  /** Whether it is finite. */
  public boolean isNumber() {
    return kind == Kind.ZERO || kind == Kind.FINITE;
  }

  /** Whether it is infinite. */
  public boolean isInfinite() {
    return kind == Kind.INFINITE;
  }

  /** Whether it is an encoding that stands for nothing. */
  public boolean isUnsupported() {
    return kind == Kind.UNSUPPORTED;
  }

  /** A finite number without its fraction, cut off at a limit of either sign. */
  public int truncated(int limit) {
    int bits = significand.bitLength() + exponent;
    int magnitude =
        bits > 31 ? limit : Math.min(limit, significand.shiftRight(-exponent).intValue());
    return negative ? -magnitude : magnitude;
  }

  /** Less, equal or greater than another number or infinity, by the sign of the result. */
  public int order(Datum other) {
    if (isInfinite() || other.isInfinite()) {
      return Integer.compare(infinity(), other.infinity());
    }
    int unit = Math.min(exponent, other.exponent);
    return multiple(unit).compareTo(other.multiple(unit));
  }

  private int infinity() {
    return !isInfinite() ? 0 : negative ? -1 : 1;
  }

  /** Whether it is zero. */
  public boolean isZero() {
    return kind == Kind.ZERO;
  }

  /** Whether it is a signalling NaN. */
  public boolean isSignalling() {
    return kind == Kind.SIGNALLING;
  }

  boolean is(Kind wanted) {
    return kind == wanted;
  }

  Datum negated(boolean indeed) {
    return new Datum(kind, negative != indeed, significand, exponent, denormal);
  }

  /** Zero of the same sign. */
  Datum flushed() {
    return of(Kind.ZERO, negative);
  }

  /**
   * The exact value of a finite number, as a multiple of 2^{@code unit}, {@code unit} ≤ its own.
   */
  BigInteger multiple(int unit) {
    BigInteger magnitude = significand.shiftLeft(exponent - unit);
    return negative ? magnitude.negate() : magnitude;
  }
}
