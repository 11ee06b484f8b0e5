package dev.fabula.c;

import java.math.BigInteger;
import java.util.Optional;

/**
 * What is known of an expression.
 *
 * @param type its type, before arrays and functions become pointers
 * @param value its value, if it is an integer constant
 */
record Typed(CType type, Optional<BigInteger> value) {

  /** An expression of that type. */
  static Typed of(CType type) {
    return new Typed(type, Optional.empty());
  }

  /** An expression of which nothing is known. */
  static Typed unknown(String why) {
    return of(new CType.Unknown(why));
  }

  /** A constant, reduced to the range of its type. */
  static Typed constant(CType type, BigInteger value) {
    return new Typed(type, Optional.of(reduced(type, value)));
  }

  private static BigInteger reduced(CType type, BigInteger value) {
    if (!(type instanceof CType.Int(int bits, boolean signed))) {
      return value;
    }
    BigInteger modulus = BigInteger.ONE.shiftLeft(bits);
    BigInteger low = value.mod(modulus);
    return signed && low.testBit(bits - 1) ? low.subtract(modulus) : low;
  }

  /** The same expression converted to another type. */
  Typed as(CType other) {
    boolean integer = other instanceof CType.Int || other instanceof CType.Pointer;
    Optional<BigInteger> converted = value.filter(_ -> integer).map(v -> reduced(other, v));
    return new Typed(other, converted);
  }
}
