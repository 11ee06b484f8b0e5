package dev.fabula.isa.x86;

import dev.fabula.asm.Bytes;

/** What the bytes of an instruction say that LLVM's text does not. */
final class Encoding {

  private Encoding() {}

  /** Whether a legacy prefix is among those before the opcode. */
  static boolean hasPrefix(Bytes bytes, int prefix) {
    int end = opcode(bytes);
    for (int at = 0; at < end; at++) {
      if (bytes.at(at) == prefix) {
        return true;
      }
    }
    return false;
  }

  /** Whether an opcode of the map 0F is told apart by a prefix (SDM volume 2, 2.1.2). */
  static boolean hasMandatoryPrefix(Bytes bytes) {
    int at = opcode(bytes);
    at += isRex(bytes, at) ? 1 : 0;
    boolean two = at + 1 < bytes.length() && bytes.at(at) == 0x0f;
    return two
        && (bytes.at(at + 1) & 0xfd) != 0x38
        && (hasPrefix(bytes, 0x66) || hasPrefix(bytes, 0xf2) || hasPrefix(bytes, 0xf3));
  }

  /** Whether a segment is overridden by a prefix; in 64-bit mode only FS and GS matter. */
  static boolean hasSegmentPrefix(Bytes bytes) {
    return hasPrefix(bytes, 0x64) || hasPrefix(bytes, 0x65);
  }

  /** Whether the operand size is 16 bits: REX.W goes before the prefix (SDM volume 2, 2.2.1.2). */
  static boolean hasNarrowOperands(Bytes bytes, boolean wideMode) {
    return hasPrefix(bytes, 0x66) && !(wideMode && hasWideRex(bytes));
  }

  /** Whether the last REX prefix has its bit W. */
  static boolean hasWideRex(Bytes bytes) {
    int at = opcode(bytes);
    while (isRex(bytes, at + 1)) {
      at++;
    }
    return isRex(bytes, at) && (bytes.at(at) & 8) != 0;
  }

  /** Whether an instruction has REX.W, or VEX.W in a prefix of three bytes. */
  static boolean isWide(Bytes bytes) {
    int at = opcode(bytes);
    boolean vex = at + 2 < bytes.length() && bytes.at(at) == 0xc4;
    return vex ? (bytes.at(at + 2) & 0x80) != 0 : hasWideRex(bytes);
  }

  /** Whether a 32-bit instruction has EVEX.W (SDM volume 2, 2.7.1). */
  static boolean isWideEvex(Bytes bytes) {
    int at = opcode(bytes);
    return at + 2 < bytes.length() && bytes.at(at) == 0x62 && (bytes.at(at + 2) & 0x80) != 0;
  }

  private static boolean isRex(Bytes bytes, int at) {
    return at < bytes.length() && (bytes.at(at) & 0xf0) == 0x40;
  }

  /** Where the prefixes end; a REX prefix that is not the last one counts for nothing. */
  private static int opcode(Bytes bytes) {
    int end = 0;
    for (int at = 0; at < bytes.length(); at++) {
      if (isPrefix(bytes.at(at))) {
        end = at + 1;
      } else if ((bytes.at(at) & 0xf0) != 0x40) {
        break;
      }
    }
    return end;
  }

  /**
   * Whether LLVM may take the size of the operands from one prefix and the instruction from
   * another: those of size and repetition together, where no instruction is defined by both; and
   * whether it may overlook the prefix that makes a move of vector registers of one of MMX (SDM
   * volume 2, MOVQ: F3 0F 7E).
   */
  static boolean isMisread(Bytes bytes) {
    boolean repeated = hasPrefix(bytes, 0xf2) || hasPrefix(bytes, 0xf3);
    int at = opcode(bytes);
    at += isRex(bytes, at) ? 1 : 0;
    int first = at < bytes.length() ? bytes.at(at) : 0;
    int second = at + 1 < bytes.length() ? bytes.at(at + 1) : 0;
    if (!repeated || !hasPrefix(bytes, 0x66)) {
      boolean move = first == 0x0f && (second == 0x6e || second == 0x7e);
      return repeated && move && hasWideRex(bytes);
    }
    boolean string = first >= 0xa4 && first <= 0xaf && first != 0xa8 && first != 0xa9;
    boolean port = first >= 0x6c && first <= 0x6f;
    boolean count = second == 0xb8 || second == 0xbc || second == 0xbd;
    boolean counts = first == 0x0f && count && hasPrefix(bytes, 0xf3);
    boolean sums = first == 0x0f && second == 0x38 && hasPrefix(bytes, 0xf2);
    return !string && !port && !counts && !sums;
  }

  /**
   * Whether 64-bit code uses a prefix of Advanced Performance Extensions, REX2 or EVEX with map 4:
   * they give names of old instructions a new destination, silent flags or 32 registers.
   */
  static boolean isExtended(Bytes bytes) {
    int at = opcode(bytes);
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
