package dev.fabula.machine;

import java.math.BigInteger;

/** Numbers of some bytes in 64 bits. */
final class Bits {

  private static final BigInteger TWO_64 = BigInteger.ONE.shiftLeft(64);

  private Bits() {}

  static long mask(int size) {
    return size >= 8 ? -1 : (1L << 8 * size) - 1;
  }

  static long signed(long bits, int size) {
    int shift = 64 - 8 * Math.min(8, size);
    return bits << shift >> shift;
  }

  static BigInteger unsigned(long bits) {
    BigInteger value = BigInteger.valueOf(bits);
    return bits < 0 ? value.add(TWO_64) : value;
  }

  /** Whether a number is one of a type of some bytes. */
  static boolean fits(BigInteger value, int size, boolean signed) {
    int bits = 8 * size;
    return signed ? value.bitLength() < bits : value.signum() >= 0 && value.bitLength() <= bits;
  }
}
