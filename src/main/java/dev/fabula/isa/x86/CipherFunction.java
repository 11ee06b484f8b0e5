package dev.fabula.isa.x86;

import dev.fabula.term.KnownFunction;
import java.math.BigInteger;
import java.util.List;

/** Products and rounds that are functions with a known value: as formulas they are too large. */
enum CipherFunction implements KnownFunction {
  /** One round of AES encryption of a state, without the key (FIPS 197, 5.1). */
  AES_ENCRYPT,
  /** The last round of AES encryption of a state, without the key. */
  AES_ENCRYPT_LAST,
  /** One round of AES decryption of a state, without the key (FIPS 197, 5.3.5). */
  AES_DECRYPT,
  /** The last round of AES decryption of a state, without the key. */
  AES_DECRYPT_LAST,
  /** InvMixColumns of a state. */
  AES_INVERSE_MIX,
  /** SubWord of each word of a state. */
  AES_SUBSTITUTE,
  /** The product of the bytes of two states in the field of AES. */
  FIELD_PRODUCT,
  /** The inverses of the bytes of a state in the field of AES; zero stays zero. */
  FIELD_INVERSE,
  /**
   * Eight bytes in the low half, each times the matrix of bits in the high half, whose first row is
   * its highest byte; in the high half of the result nothing.
   */
  AFFINE;

  private static final int[] SUBSTITUTION = new int[256];
  private static final int[] INVERSE_SUBSTITUTION = new int[256];

  static {
    for (int n = 0; n < 256; n++) {
      int inverse = inverse(n);
      int value = 0x63;
      for (int turn = 0; turn < 5; turn++) {
        value ^= (inverse << turn | inverse >> 8 - turn) & 0xff;
      }
      SUBSTITUTION[n] = value;
      INVERSE_SUBSTITUTION[value] = n;
    }
  }

  @Override
  public int width() {
    return 128;
  }

  @Override
  public BigInteger value(List<BigInteger> arguments) {
    int[] a = bytes(arguments.getFirst());
    return number(
        switch (this) {
          case AES_ENCRYPT -> mixed(substituted(shifted(a, 1), SUBSTITUTION), 2, 3, 1, 1);
          case AES_ENCRYPT_LAST -> substituted(shifted(a, 1), SUBSTITUTION);
          case AES_DECRYPT ->
              mixed(substituted(shifted(a, -1), INVERSE_SUBSTITUTION), 14, 11, 13, 9);
          case AES_DECRYPT_LAST -> substituted(shifted(a, -1), INVERSE_SUBSTITUTION);
          case AES_INVERSE_MIX -> mixed(a, 14, 11, 13, 9);
          case AES_SUBSTITUTE -> substituted(a, SUBSTITUTION);
          case FIELD_PRODUCT -> products(a, bytes(arguments.get(1)));
          case FIELD_INVERSE -> inverses(a);
          case AFFINE -> transformed(a);
        });
  }

  private static int[] bytes(BigInteger number) {
    int[] bytes = new int[16];
    for (int n = 0; n < 16; n++) {
      bytes[n] = number.shiftRight(8 * n).intValue() & 0xff;
    }
    return bytes;
  }

  private static BigInteger number(int[] bytes) {
    BigInteger number = BigInteger.ZERO;
    for (int n = 15; n >= 0; n--) {
      number = number.shiftLeft(8).or(BigInteger.valueOf(bytes[n]));
    }
    return number;
  }

  /** Row r of the state, whose bytes go down the columns, turned left r times a step. */
  private static int[] shifted(int[] state, int step) {
    int[] result = new int[16];
    for (int n = 0; n < 16; n++) {
      result[n] = state[n + 4 * step * (n % 4) & 15];
    }
    return result;
  }

  private static int[] substituted(int[] state, int[] table) {
    int[] result = new int[16];
    for (int n = 0; n < 16; n++) {
      result[n] = table[state[n]];
    }
    return result;
  }

  private static int[] mixed(int[] state, int... factors) {
    int[] result = new int[16];
    for (int n = 0; n < 16; n++) {
      for (int k = 0; k < 4; k++) {
        result[n] ^= product(factors[k], state[n & ~3 | n + k & 3]);
      }
    }
    return result;
  }

  private static int[] products(int[] a, int[] b) {
    int[] result = new int[16];
    for (int n = 0; n < 16; n++) {
      result[n] = product(a[n], b[n]);
    }
    return result;
  }

  private static int[] transformed(int[] both) {
    int[] result = new int[16];
    for (int n = 0; n < 64; n++) {
      int row = both[15 - n % 8];
      result[n / 8] |= (Integer.bitCount(row & both[n / 8]) & 1) << n % 8;
    }
    return result;
  }

  private static int[] inverses(int[] state) {
    int[] result = new int[16];
    for (int n = 0; n < 16; n++) {
      result[n] = inverse(state[n]);
    }
    return result;
  }

  /** The product modulo x^8 + x^4 + x^3 + x + 1. */
  private static int product(int a, int b) {
    int result = 0;
    int power = a;
    for (int n = 0; n < 8; n++) {
      result ^= (b >> n & 1) * power;
      power = power << 1 ^ (power >> 7) * 0x11b;
    }
    return result & 0xff;
  }

  /** The inverse by the 254th power. */
  private static int inverse(int a) {
    int result = 1;
    for (int n = 0; n < 254; n++) {
      result = product(result, a);
    }
    return result;
  }
}
