package dev.fabula.isa.x86;

import dev.fabula.ieee.Arithmetic;
import dev.fabula.ieee.Datum;
import dev.fabula.ieee.Flag;
import dev.fabula.ieee.Format;
import dev.fabula.ieee.Operation;
import dev.fabula.ieee.Result;
import dev.fabula.term.KnownFunction;
import java.math.BigInteger;
import java.util.List;

/**
 * The remainder of a division of two registers, as a function of both (SDM volume 2, FPREM and
 * FPREM1). Above it, the result has six exception flags, the lowest three bits of the quotient,
 * whether the exponents are too far apart for one step (how far a step then goes is the
 * implementation's, and the rest of the result means nothing), and whether there is no quotient.
 *
 * @param nearest whether the quotient is rounded to nearest, or cut off
 */
record X87Remainder(boolean nearest) implements KnownFunction {
  /** Where the flags are. */
  static final int VALUE = 80;

  /** Where the quotient is. */
  static final int QUOTIENT = VALUE + X87Function.FLAGS;

  /** The bit that says that the exponents are too far apart. */
  static final int PARTIAL = QUOTIENT + 3;

  /** The bit that says that an operand is no number, or not one that can be divided. */
  static final int INVALID = PARTIAL + 1;

  private static final int FAR = 64;

  @Override
  public String name() {
    return nearest ? "x87.remainder.nearest" : "x87.remainder";
  }

  @Override
  public int width() {
    return INVALID + 1;
  }

  @Override
  public BigInteger value(List<BigInteger> arguments) {
    Datum a = Format.EXTENDED.read(arguments.get(0));
    Datum b = Format.EXTENDED.read(arguments.get(1));
    if (!a.isNumber() || b.isZero() || !b.isNumber() && !b.isInfinite()) {
      return special(arguments);
    }
    int denormal = a.denormal() || b.denormal() ? Flag.DENORMAL : 0;
    if (a.isZero() || b.isInfinite()) {
      return packed(arguments.get(0), denormal, 0);
    }
    if (leading(a) - leading(b) >= FAR) {
      return BigInteger.ONE.shiftLeft(PARTIAL).or(packed(BigInteger.ZERO, denormal, 0));
    }
    return divided(a, b, denormal);
  }

  /** NaNs as in a division; infinity has no remainder, nor is there one by zero. */
  private static BigInteger special(List<BigInteger> arguments) {
    boolean nan = arguments.stream().anyMatch(o -> X86Nans.isNan(Format.EXTENDED, o));
    Arithmetic registers = X87Function.registers();
    Result result =
        nan
            ? registers.apply(Operation.ADD, arguments)
            : new Result(X86Nans.X87.fresh(Format.EXTENDED), Flag.INVALID, false);
    return packed(result.bits(), result.flags(), 0).setBit(INVALID);
  }

  private static int leading(Datum number) {
    return number.exponent() + number.significand().bitLength();
  }

  private static BigInteger packed(BigInteger bits, int flags, int quotient) {
    return bits.or(BigInteger.valueOf(flags | quotient << X87Function.FLAGS).shiftLeft(VALUE));
  }

  private BigInteger divided(Datum a, Datum b, int flags) {
    int unit = Math.min(a.exponent(), b.exponent());
    BigInteger dividend = a.significand().shiftLeft(a.exponent() - unit);
    BigInteger divisor = b.significand().shiftLeft(b.exponent() - unit);
    BigInteger[] parts = dividend.divideAndRemainder(divisor);
    int half = parts[1].shiftLeft(1).compareTo(divisor);
    boolean up = nearest && (half > 0 || half == 0 && parts[0].testBit(0));
    BigInteger quotient = up ? parts[0].add(BigInteger.ONE) : parts[0];
    BigInteger rest = up ? parts[1].subtract(divisor) : parts[1];
    BigInteger signed = a.negative() ? rest.negate() : rest;
    BigInteger bits =
        signed.signum() == 0
            ? Format.EXTENDED.zero(a.negative())
            : X87Function.registers().ofScaled(signed, unit).bits();
    return packed(bits, flags, quotient.intValue() & 7);
  }
}
