package dev.fabula.ieee;

import java.math.BigInteger;

/**
 * What an operation yields.
 *
 * @param bits the float in its format, or an integer
 * @param flags the exceptions, by {@link Flag}
 * @param up whether rounding made the magnitude larger
 */
public record Result(BigInteger bits, int flags, boolean up) {

  /** A result that needed no rounding. */
  static Result exact(BigInteger bits, int flags) {
    return new Result(bits, flags, false);
  }

  /** The same with an integer in two's complement of so many bits. */
  public Result within(int width) {
    BigInteger mask = BigInteger.ONE.shiftLeft(width).subtract(BigInteger.ONE);
    return new Result(bits.and(mask), flags, up);
  }

  /** The same with more exceptions. */
  Result with(int more) {
    return new Result(bits, flags | more, up);
  }
}
