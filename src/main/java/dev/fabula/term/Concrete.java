package dev.fabula.term;

import java.math.BigInteger;

/** The meaning of every operator on numbers, for widths above 64; {@link Words} has the others. */
final class Concrete {
  private Concrete() {}

  /** The word whose low {@code width} bits are ones, for 1 ≤ width ≤ 64. */
  static long mask(int width) {
    return -1L >>> (64 - width);
  }

  /** The value modulo 2^width. */
  static BigInteger reduce(BigInteger value, int width) {
    if (value.signum() >= 0 && value.bitLength() <= width) {
      return value;
    }
    return value.and(ones(width));
  }

  static BigInteger ones(int width) {
    return BigInteger.ONE.shiftLeft(width).subtract(BigInteger.ONE);
  }

  /** The number that an unsigned {@code value} is in two's complement. */
  static BigInteger signed(BigInteger value, int width) {
    return value.testBit(width - 1) ? value.subtract(BigInteger.ONE.shiftLeft(width)) : value;
  }

  static BigInteger unary(Op op, BigInteger a, int width) {
    return switch (op) {
      case NOT -> a.xor(ones(width));
      case POPCOUNT -> reduce(BigInteger.valueOf(a.bitCount()), width);
      case CLZ -> reduce(BigInteger.valueOf(width - a.bitLength()), width);
      case CTZ -> reduce(BigInteger.valueOf(a.signum() == 0 ? width : a.getLowestSetBit()), width);
      case BIT_REVERSE -> reverse(a, width);
      default -> throw new IllegalArgumentException(op + " is not unary");
    };
  }

  static BigInteger binary(Op op, BigInteger a, BigInteger b, int width) {
    return switch (op) {
      case AND -> a.and(b);
      case XOR -> a.xor(b);
      case ADD -> reduce(a.add(b), width);
      case MUL -> reduce(a.multiply(b), width);
      case UDIV -> b.signum() == 0 ? ones(width) : a.divide(b);
      case UREM -> b.signum() == 0 ? a : a.mod(b);
      case SDIV -> reduce(signedQuotient(signed(a, width), signed(b, width)), width);
      case SREM -> reduce(signedRemainder(signed(a, width), signed(b, width)), width);
      case SHL -> reduce(a.shiftLeft(amount(b, width)), width);
      case LSHR -> a.shiftRight(amount(b, width));
      case ASHR -> reduce(signed(a, width).shiftRight(amount(b, width)), width);
      case ROTL -> rotateLeft(a, modulo(b, width), width);
      case ROTR -> rotateLeft(a, (width - modulo(b, width)) % width, width);
      default -> throw new IllegalArgumentException(op + " is not binary");
    };
  }

  static boolean compare(Op op, BigInteger a, BigInteger b, int width) {
    return switch (op) {
      case EQ -> a.equals(b);
      case ULT -> a.compareTo(b) < 0;
      case SLT -> signed(a, width).compareTo(signed(b, width)) < 0;
      default -> throw new IllegalArgumentException(op + " is no comparison");
    };
  }

  static BigInteger extract(BigInteger a, int high, int low) {
    return reduce(a.shiftRight(low), high - low + 1);
  }

  static BigInteger signExtend(BigInteger a, int from, int to) {
    return reduce(signed(a, from), to);
  }

  private static BigInteger signedQuotient(BigInteger a, BigInteger b) {
    if (b.signum() == 0) {
      return a.signum() < 0 ? BigInteger.ONE : BigInteger.ONE.negate();
    }
    return a.divide(b);
  }

  private static BigInteger signedRemainder(BigInteger a, BigInteger b) {
    return b.signum() == 0 ? a : a.remainder(b);
  }

  private static int amount(BigInteger b, int width) {
    return b.bitLength() > 31 ? width : Math.min(width, b.intValue());
  }

  private static int modulo(BigInteger b, int width) {
    return b.mod(BigInteger.valueOf(width)).intValue();
  }

  private static BigInteger rotateLeft(BigInteger a, int amount, int width) {
    return reduce(a.shiftLeft(amount), width).or(a.shiftRight(width - amount));
  }

  private static BigInteger reverse(BigInteger a, int width) {
    BigInteger result = BigInteger.ZERO;
    for (int i = 0; i < width; i++) {
      if (a.testBit(i)) {
        result = result.setBit(width - 1 - i);
      }
    }
    return result;
  }
}
