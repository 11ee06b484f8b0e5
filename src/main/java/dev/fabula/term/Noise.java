package dev.fabula.term;

import java.math.BigInteger;
import java.nio.ByteBuffer;

/** Pseudo-random numbers that depend on nothing but their arguments. */
final class Noise {
  private Noise() {}

  /** A 64-bit permutation in which every input bit reaches every output bit. */
  static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  static long of(long seed, String name) {
    long state = mix(seed + 0x9E3779B97F4A7C15L);
    for (int i = 0; i < name.length(); i++) {
      state = mix(state * 31 + name.charAt(i));
    }
    return state;
  }

  static long of(BigInteger value) {
    if (value.bitLength() <= 63) {
      return mix(value.longValue());
    }
    long state = 0;
    for (BigInteger rest = value; rest.signum() != 0; rest = rest.shiftRight(64)) {
      state = mix(state * 31 + rest.longValue());
    }
    return state;
  }

  static BigInteger bits(long state, int width) {
    ByteBuffer words = ByteBuffer.allocate((width + 63) / 64 * 8);
    long next = state;
    while (words.hasRemaining()) {
      next = mix(next + 0x9E3779B97F4A7C15L);
      words.putLong(next);
    }
    return Concrete.reduce(new BigInteger(1, words.array()), width);
  }
}
