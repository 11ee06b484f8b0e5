package dev.fabula.rust;

import dev.fabula.site.ValueType;
import dev.fabula.site.ValueType.Known;
import java.math.BigInteger;
import java.util.Optional;

/**
 * What is known of an expression.
 *
 * @param type its type
 * @param value its value, if it is an integer constant
 */
record Evaluation(RustType type, Optional<BigInteger> value) {

  /** An expression of a known type whose value is not known. */
  static Evaluation of(RustType type) {
    return new Evaluation(type, Optional.empty());
  }

  /** An expression of which nothing is known. */
  static Evaluation unknown(String why) {
    return of(new RustType.Unknown(why));
  }

  /** The value fitted into the type, or no value if a compiler would reject it. */
  Evaluation checked() {
    if (value.isEmpty() || !(type instanceof RustType.Scalar(Known known))) {
      return this;
    }
    return fits(value.get(), known) ? this : of(type);
  }

  /** Whether a value is in the range of an integer type. */
  static boolean fits(BigInteger value, Known type) {
    if (type.kind() != ValueType.Kind.INTEGER) {
      return false;
    }
    return type.signed()
        ? value.bitLength() < type.bits()
        : value.signum() >= 0 && value.bitLength() <= type.bits();
  }

  /** The value modulo two to the width of an integer type, in the type's range. */
  static BigInteger wrap(BigInteger value, Known type) {
    BigInteger modulus = BigInteger.ONE.shiftLeft(type.bits());
    BigInteger wrapped = value.mod(modulus);
    boolean negative = type.signed() && wrapped.testBit(type.bits() - 1);
    return negative ? wrapped.subtract(modulus) : wrapped;
  }
}
