package dev.fabula.isa.validate;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;

/** Random floats: edge values, halfway cases, NaNs, and pairs that nearly cancel. */
final class FloatNumbers {
  private static final int[] EXPONENTS_32 = {
    0, 0, 1, 2, 24, 103, 126, 127, 128, 150, 158, 254, 255
  };
  private static final int[] EXPONENTS_64 = {
    0, 0, 1, 2, 53, 972, 1022, 1023, 1024, 1054, 1075, 1086, 2046, 2047
  };
  private static final int[] EXPONENTS_16 = {0, 0, 1, 2, 10, 14, 15, 16, 25, 30, 31};

  private static final int[] EXPONENTS_80 = {
    0,
    0,
    1,
    2,
    63,
    0x3fff - 150,
    0x3fff - 126,
    0x3fff - 1,
    0x3fff,
    0x4000,
    0x3fff + 15,
    0x3fff + 31,
    0x3fff + 63,
    0x3fff + 127,
    0x7ffd,
    0x7ffe,
    0x7fff,
    0x7fff
  };

  private final Random random;

  /** Floats that a source of noise chooses. */
  FloatNumbers(Random random) {
    this.random = random;
  }

  /** A float of 16, 32 or 64 bits. */
  long number(int width) {
    return switch (width) {
      case 16 -> number(5, 10, EXPONENTS_16);
      case 32 -> number(8, 23, EXPONENTS_32);
      default -> number(11, 52, EXPONENTS_64);
    };
  }

  /** The sign and exponent of x87's format, to go with a {@link #significand}. */
  private int exponent() {
    int exponent =
        switch (random.nextInt(4)) {
          case 0 -> EXPONENTS_80[random.nextInt(EXPONENTS_80.length)];
          case 1 -> 0x3fff - 1080 + random.nextInt(2160);
          default -> 0x3fff - 40 + random.nextInt(110);
        };
    return exponent | (random.nextBoolean() ? 0x8000 : 0);
  }

  /** The significand of x87's format; now and then its leading bit is not what it should be. */
  private long significand(int exponent) {
    boolean normal = (exponent & 0x7fff) != 0;
    boolean leads = random.nextInt(24) == 0 ? !normal : normal;
    return fraction(63) | (leads ? Long.MIN_VALUE : 0);
  }

  private long number(int exponentBits, int fractionBits, int[] edges) {
    long exponents = (1L << exponentBits) - 1;
    long middle = exponents >> 1;
    long exponent =
        switch (random.nextInt(4)) {
          case 0 -> edges[random.nextInt(edges.length)];
          case 1 -> random.nextLong() & exponents;
          default ->
              middle + random.nextInt(Math.min(2 * fractionBits, (int) middle)) - fractionBits / 2;
        };
    long sign = random.nextBoolean() ? 1L << exponentBits + fractionBits : 0;
    return sign | (exponent & exponents) << fractionBits | fraction(fractionBits);
  }

  private long fraction(int bits) {
    long noise = random.nextLong() & (1L << bits) - 1;
    return switch (random.nextInt(6)) {
      case 0 -> 0;
      case 1 -> (1L << bits) - 1;
      case 2 -> 1L << random.nextInt(bits);
      case 3 -> noise & -1L << random.nextInt(bits);
      case 4 -> noise >>> random.nextInt(bits);
      default -> noise;
    };
  }

  /** A float of x87's format of 80 bits; now and then one that no arithmetic makes. */
  BigInteger extended() {
    boolean odd = random.nextInt(12) == 0;
    int exponent = odd ? List.of(0, 0x3fff, 0x7fff).get(random.nextInt(3)) : exponent();
    long significand = odd ? random.nextInt(8) : significand(exponent);
    byte[] bytes = ByteBuffer.allocate(10).putShort((short) exponent).putLong(significand).array();
    return new BigInteger(1, bytes);
  }

  /** A vector of so many bits in floats of one width. */
  BigInteger vector(int width, int bits) {
    ByteBuffer bytes = ByteBuffer.allocate(bits / 8);
    while (bytes.hasRemaining()) {
      bytes.putLong(word(width));
    }
    return new BigInteger(1, bytes.array());
  }

  /** Eight bytes of floats of one width, now and then equal or opposite ones. */
  long word(int width) {
    long first = number(width);
    long word = 0;
    for (int at = 0; at < 64; at += width) {
      long sign = random.nextLong() & 1L << width - 1;
      word |= (random.nextInt(3) == 0 ? first ^ sign : number(width)) << at;
    }
    return word;
  }
}
