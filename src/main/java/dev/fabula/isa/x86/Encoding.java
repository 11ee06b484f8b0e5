package dev.fabula.isa.x86;

import dev.fabula.asm.Bytes;

/** What the bytes of an instruction say that LLVM's text does not. */
final class Encoding {

  private Encoding() {}

  /** Whether a legacy prefix is among those before the opcode. */
  static boolean hasPrefix(Bytes bytes, int prefix) {
    for (int at = 0; at < bytes.length() && isPrefix(bytes.at(at)); at++) {
      if (bytes.at(at) == prefix) {
        return true;
      }
    }
    return false;
  }

  /** Whether a segment is overridden by a prefix; in 64-bit mode only FS and GS matter. */
  static boolean hasSegmentPrefix(Bytes bytes) {
    return hasPrefix(bytes, 0x64) || hasPrefix(bytes, 0x65);
  }

  /**
   * Whether 64-bit code uses a prefix of Advanced Performance Extensions, REX2 or EVEX with map 4:
   * they give names of old instructions a new destination, silent flags or 32 registers.
   */
  static boolean isExtended(Bytes bytes) {
    int at = 0;
    while (at < bytes.length() && isPrefix(bytes.at(at))) {
      at++;
    }
    boolean evex = at + 1 < bytes.length() && bytes.at(at) == 0x62;
    return evex ? (bytes.at(at + 1) & 7) == 4 : at < bytes.length() && bytes.at(at) == 0xd5;
  }

  private static boolean isPrefix(int value) {
    return switch (value) {
      case 0x26, 0x2e, 0x36, 0x3e, 0x64, 0x65, 0x66, 0x67, 0xf0, 0xf2, 0xf3 -> true;
      default -> false;
    };
  }
}
