package dev.fabula.source;

/** UTF-8 as it is found in files: a byte that starts no valid sequence is one U+FFFD character. */
final class Utf8 {
  private static final int REPLACEMENT = 0xFFFD;

  private Utf8() {}

  /**
   * Number of bytes of the character at {@code offset}, from 1 to 4; never reaches past {@code
   * end}.
   */
  static int length(byte[] bytes, int offset, int end) {
    int lead = bytes[offset] & 0xFF;
    int length =
        lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
    if (length < 2 || offset + length > end) {
      return 1;
    }
    for (int i = 1; i < length; i++) {
      if ((bytes[offset + i] & 0xC0) != 0x80) {
        return 1;
      }
    }
    return isScalar(assemble(bytes, offset, length), length) ? length : 1;
  }

  /** The Unicode scalar value at {@code offset}, U+FFFD for a stray byte. */
  static int decode(byte[] bytes, int offset, int end) {
    int length = length(bytes, offset, end);
    if (length == 1) {
      return bytes[offset] >= 0 ? bytes[offset] : REPLACEMENT;
    }
    return assemble(bytes, offset, length);
  }

  private static int assemble(byte[] bytes, int offset, int length) {
    int value = bytes[offset] & (0xFF >> (length + 1));
    for (int i = 1; i < length; i++) {
      value = value << 6 | bytes[offset + i] & 0x3F;
    }
    return value;
  }

  private static boolean isScalar(int value, int length) {
    return switch (length) {
      case 2 -> value >= 0x80;
      case 3 -> value >= 0x800 && (value < 0xD800 || value > 0xDFFF);
      default -> value >= 0x10000 && value <= 0x10FFFF;
    };
  }
}
