package dev.fabula.c;

import java.math.BigInteger;
import java.util.Optional;

/** Operators of C on integer constants of unlimited size. */
final class Arithmetic {

  private static final int MOST_SHIFT = 256;

  private Arithmetic() {}

  /** The result of a binary operator; empty where C gives it none. */
  static Optional<BigInteger> compute(String operator, BigInteger a, BigInteger b) {
    return switch (operator) {
      case "+" -> Optional.of(a.add(b));
      case "-" -> Optional.of(a.subtract(b));
      case "*" -> Optional.of(a.multiply(b));
      case "/" -> b.signum() == 0 ? Optional.empty() : Optional.of(a.divide(b));
      case "%" -> b.signum() == 0 ? Optional.empty() : Optional.of(a.remainder(b));
      case "&" -> Optional.of(a.and(b));
      case "|" -> Optional.of(a.or(b));
      case "^" -> Optional.of(a.xor(b));
      case "<<" -> isShift(b) ? Optional.of(a.shiftLeft(b.intValue())) : Optional.empty();
      case ">>" -> isShift(b) ? Optional.of(a.shiftRight(b.intValue())) : Optional.empty();
      case "&&" -> truth(a.signum() != 0 && b.signum() != 0);
      case "||" -> truth(a.signum() != 0 || b.signum() != 0);
      case "==" -> truth(a.equals(b));
      case "!=" -> truth(!a.equals(b));
      case "<" -> truth(a.compareTo(b) < 0);
      case ">" -> truth(a.compareTo(b) > 0);
      case "<=" -> truth(a.compareTo(b) <= 0);
      case ">=" -> truth(a.compareTo(b) >= 0);
      default -> Optional.empty();
    };
  }

  private static boolean isShift(BigInteger b) {
    return b.signum() >= 0 && b.bitLength() < Integer.SIZE && b.intValue() < MOST_SHIFT;
  }

  private static Optional<BigInteger> truth(boolean holds) {
    return Optional.of(holds ? BigInteger.ONE : BigInteger.ZERO);
  }

  /** The result of a unary operator. */
  static BigInteger compute(String operator, BigInteger a) {
    return switch (operator) {
      case "-" -> a.negate();
      case "~" -> a.not();
      case "!" -> a.signum() == 0 ? BigInteger.ONE : BigInteger.ZERO;
      default -> a;
    };
  }
}
