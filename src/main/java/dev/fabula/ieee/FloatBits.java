package dev.fabula.ieee;

import dev.fabula.term.Term;

/**
 * What the bits of floats tell without arithmetic: kinds, order and sign, for the formats of 16, 32
 * and 64 bits (IEEE 754-2019, 3.4 and 5.6 to 5.10). Truths are of width 1.
 */
public final class FloatBits {

  private FloatBits() {}

  /** All bits but the sign. */
  public static Term magnitude(Term a) {
    return a.truncate(a.width() - 1);
  }

  /** The float with its sign cleared. */
  public static Term absolute(Term a) {
    return magnitude(a).zext(a.width());
  }

  /** The float with the other sign. */
  public static Term negated(Term a) {
    return a.sign().not().concat(magnitude(a));
  }

  /** The float with another one's sign. */
  public static Term withSign(Term a, Term sign) {
    return sign.sign().concat(magnitude(a));
  }

  private static Format format(Term a) {
    return Format.of(a.width());
  }

  private static Term fraction(Term a) {
    return a.truncate(format(a).fractionBits());
  }

  private static Term exponent(Term a) {
    return a.extract(a.width() - 2, format(a).fractionBits());
  }

  private static Term hasFraction(Term a) {
    return fraction(a).ne(a.bank().zero(fraction(a).width()));
  }

  private static Term hasExponent(Term a) {
    return exponent(a).ne(a.bank().zero(exponent(a).width()));
  }

  private static Term infinity(Term like) {
    return like.bank().constant(format(like).infinity(false), like.width() - 1);
  }

  /** Whether it is a NaN: beyond infinity. */
  public static Term isNan(Term a) {
    return SoftFloat.isNan(a);
  }

  private static Term quietBit(Term a) {
    return a.bit(format(a).fractionBits() - 1);
  }

  /** Whether it is a quiet NaN. */
  public static Term isQuiet(Term a) {
    return isNan(a).and(quietBit(a));
  }

  /** Whether it is a signalling NaN. */
  public static Term isSignalling(Term a) {
    return isNan(a).and(quietBit(a).not());
  }

  /** Whether it is infinite. */
  public static Term isInfinite(Term a) {
    return magnitude(a).eq(infinity(a));
  }

  /** Whether it is zero of either sign. */
  public static Term isZero(Term a) {
    return magnitude(a).eq(a.bank().zero(a.width() - 1));
  }

  /** Whether it is denormal, which zero is not. */
  public static Term isDenormal(Term a) {
    return hasExponent(a).not().and(hasFraction(a));
  }

  /** Whether it is neither denormal nor zero, and finite. */
  public static Term isNormal(Term a) {
    return hasExponent(a).and(exponent(a).ne(a.bank().ones(exponent(a).width())));
  }

  /** Whether one of two is a NaN. */
  public static Term unordered(Term a, Term b) {
    return isNan(a).or(isNan(b));
  }

  /** Whether two floats are equal; false for NaNs. */
  public static Term equal(Term a, Term b) {
    return unordered(a, b).not().and(order(a).eq(order(b)));
  }

  /** Whether the first is less; false for NaNs. */
  public static Term less(Term a, Term b) {
    return unordered(a, b).not().and(order(a).slt(order(b)));
  }

  /** Whether the first is less or equal; false for NaNs. */
  public static Term lessOrEqual(Term a, Term b) {
    return unordered(a, b).not().and(order(a).sle(order(b)));
  }

  /** A signed number that is ordered as the floats are; both zeros are zero. */
  private static Term order(Term a) {
    Term magnitude = absolute(a);
    return a.sign().ite(magnitude.neg(), magnitude);
  }

  /** A denormal float replaced by the zero of its sign where a condition holds. */
  public static Term flushed(Term a, Term condition) {
    return condition.and(isDenormal(a)).ite(a.sign().concat(a.bank().zero(a.width() - 1)), a);
  }

  /** A NaN made quiet. */
  public static Term quiet(Term nan) {
    Term bit = nan.bank().constant(1, nan.width());
    return nan.or(bit.shl(nan.bank().constant(format(nan).fractionBits() - 1L, nan.width())));
  }
}
