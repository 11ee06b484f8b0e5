package dev.fabula.isa.aarch64;

import dev.fabula.isa.Operand;
import dev.fabula.isa.RegisterView;
import java.util.Optional;

/** The arrangement behind a vector register's name, as in {@code 4s}, {@code d[1]} or {@code b}. */
final class Arrangement {

  private Arrangement() {}

  /** The register with the arrangement that starts at an index of the text. */
  static Operand read(String text, int start, RegisterView view) {
    int letter = start;
    while (letter < text.length() && Character.isDigit(text.charAt(letter))) {
      letter++;
    }
    int lanes = letter > start ? Integer.parseInt(text.substring(start, letter)) : 0;
    int bits = letter < text.length() ? laneBits(text.charAt(letter)) : 0;
    return new Operand.Lanes(view, bits, lanes, lane(text, letter));
  }

  private static Optional<Integer> lane(String text, int from) {
    int open = text.indexOf('[', from);
    int close = text.indexOf(']', from);
    if (open < 0 || close < 0 || !Character.isDigit(text.charAt(open + 1))) {
      return Optional.empty();
    }
    return Optional.of(Integer.parseInt(text.substring(open + 1, close)));
  }

  private static int laneBits(char letter) {
    return switch (letter) {
      case 'b' -> 8;
      case 'h' -> 16;
      case 's' -> 32;
      case 'd' -> 64;
      case 'q' -> 128;
      default -> 0;
    };
  }
}
