package dev.fabula.machine;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Strings and characters as Rust prints them. */
final class Literals {

  private Literals() {}

  /** The bytes of a string in quotes. */
  static byte[] bytes(String quoted) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int end = quoted.length() - 1;
    for (int i = 1; i < end; i++) {
      char c = quoted.charAt(i);
      if (c != '\\') {
        int point = quoted.codePointAt(i);
        out.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
        i += Character.charCount(point) - 1;
      } else if (quoted.charAt(i + 1) == 'x') {
        out.write(Integer.parseInt(quoted.substring(i + 2, i + 4), 16));
        i += 3;
      } else if (quoted.charAt(i + 1) == 'u') {
        int close = quoted.indexOf('}', i);
        int point = Integer.parseInt(quoted.substring(i + 3, close), 16);
        out.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
        i = close;
      } else {
        out.write(escaped(quoted.charAt(i + 1)));
        i++;
      }
    }
    return out.toByteArray();
  }

  private static int escaped(char c) {
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case '0' -> 0;
      default -> c;
    };
  }

  /** The number of a character in quotes. */
  static int character(String quoted) {
    return new String(bytes(quoted), StandardCharsets.UTF_8).codePointAt(0);
  }
}
