package dev.fabula.ieee;

import dev.fabula.ieee.SoftFloat.Kind;
import dev.fabula.term.Term;
import java.math.BigInteger;
import java.util.List;
import java.util.function.Predicate;

/**
 * The conversion of a float to an integer. What is beyond the integers is told from the float's
 * bits, and what is not has one function for all widths, so that it is seen which conversions
 * agree.
 */
public final class FloatToInteger {

  private static final int WIDE = 256;

  private final Term number;
  private final int rounding;
  private final BigInteger least;
  private final BigInteger most;
  private final int to;

  private FloatToInteger(Term number, int rounding, int to, boolean signed) {
    this.number = number;
    this.rounding = rounding;
    this.to = to;
    this.least = signed ? BigInteger.ONE.shiftLeft(to - 1).negate() : BigInteger.ZERO;
    this.most = BigInteger.ONE.shiftLeft(signed ? to - 1 : to).subtract(BigInteger.ONE);
  }

  /**
   * A conversion.
   *
   * @param number the float; one that was made integral before is converted as it was rounded then
   * @param rounding the number of a rounding, as {@link SoftFloat} counts them
   * @param to bits of the integer
   * @param signed whether there are negative integers
   */
  public static FloatToInteger of(Term number, int rounding, int to, boolean signed) {
    boolean integral =
        number.function().orElse(null) instanceof SoftFloat inner
            && inner.kind() == Kind.INTEGRAL
            && number.argument(1).isConstant();
    return integral
        ? new FloatToInteger(
            number.argument(0), number.argument(1).value().intValue() & 3, to, signed)
        : new FloatToInteger(number, rounding, to, signed);
  }

  /** Whether the float is a number and rounds to an integer that there is; of width 1. */
  public Term fits() {
    return FloatBits.isNan(number).or(isOver()).or(isUnder()).not();
  }

  private Term isOver() {
    return FloatBits.less(farthest(false, n -> n.compareTo(most) <= 0), number);
  }

  private Term isUnder() {
    return FloatBits.less(number, farthest(true, n -> n.compareTo(least) >= 0));
  }

  /** The integer where it fits, else another one. */
  public Term orElse(BigInteger otherwise) {
    return fits().ite(value(), constant(otherwise));
  }

  /** The nearest integer that there is, and some integer for a NaN. */
  public Term saturated(BigInteger ofNan) {
    Term within = isUnder().ite(constant(least), isOver().ite(constant(most), value()));
    return FloatBits.isNan(number).ite(constant(ofNan), within);
  }

  private Term constant(BigInteger integer) {
    return number.bank().constant(integer, to);
  }

  /** The integer where it fits. */
  private Term value() {
    Term mode = number.bank().constant(rounding, 8);
    return number.bank().apply(wide(), List.of(number, mode)).truncate(to);
  }

  private SoftFloat wide() {
    return new SoftFloat(Kind.TO_SIGNED, number.width(), WIDE);
  }

  /** The float of a sign that is farthest from zero of those that round to what is allowed. */
  private Term farthest(boolean negative, Predicate<BigInteger> allowed) {
    Format format = Format.of(number.width());
    BigInteger below = BigInteger.ZERO;
    BigInteger above = format.infinity(false);
    while (above.subtract(below).compareTo(BigInteger.ONE) > 0) {
      BigInteger middle = below.add(above).shiftRight(1);
      boolean fits = allowed.test(rounded(negative ? format.negated(middle) : middle));
      below = fits ? middle : below;
      above = fits ? above : middle;
    }
    BigInteger bits = negative ? format.negated(below) : below;
    return number.bank().constant(bits, number.width());
  }

  private BigInteger rounded(BigInteger bits) {
    BigInteger integer = wide().value(List.of(bits, BigInteger.valueOf(rounding)));
    return integer.testBit(WIDE - 1) ? integer.subtract(BigInteger.ONE.shiftLeft(WIDE)) : integer;
  }
}
