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
    int second = secondByte(bytes);
    return second >= 0 && (second & 0xfd) != 0x38 && (hasPrefix(bytes, 0x66) || isRepeated(bytes));
  }

  private static boolean isRepeated(Bytes bytes) {
    return hasPrefix(bytes, 0xf2) || hasPrefix(bytes, 0xf3);
  }

  /** A byte behind the prefixes, REX among them; -1 if there is none. */
  private static int opcodeByte(Bytes bytes, int behind) {
    int at = opcode(bytes);
    int place = (isRex(bytes, at) ? at + 1 : at) + behind;
    return place < bytes.length() ? bytes.at(place) : -1;
  }

  /** The byte that tells apart the opcodes of the map 0F; -1 for an opcode of another map. */
  private static int secondByte(Bytes bytes) {
    return opcodeByte(bytes, 0) == 0x0f ? opcodeByte(bytes, 1) : -1;
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
    if (!isRepeated(bytes)) {
      return false;
    }
    int second = secondByte(bytes);
    return hasPrefix(bytes, 0x66)
        ? !isDefinedByBoth(bytes, second)
        : (second == 0x6e || second == 0x7e) && hasWideRex(bytes);
  }

  /** String operations, port operations, POPCNT, TZCNT and LZCNT, CRC32. */
  private static boolean isDefinedByBoth(Bytes bytes, int second) {
    return switch (second) {
      case 0xb8, 0xbc, 0xbd -> hasPrefix(bytes, 0xf3);
      case 0x38 -> hasPrefix(bytes, 0xf2);
      default ->
          switch (opcodeByte(bytes, 0)) {
            case 0xa4, 0xa5, 0xa6, 0xa7, 0xaa, 0xab, 0xac, 0xad, 0xae, 0xaf -> true;
            case 0x6c, 0x6d, 0x6e, 0x6f -> true;
            default -> false;
          };
    };
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
