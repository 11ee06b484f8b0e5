package dev.fabula.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Pieces of Rust text. */
final class Texts {

  private Texts() {}

  /** The parts between separators that are not in brackets; no empty ones. */
  static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean arrow = c == '>' && i > 0 && (text.charAt(i - 1) == '-' || text.charAt(i - 1) == '=');
      depth += "([{<".indexOf(c) >= 0 ? 1 : ")]}>".indexOf(c) >= 0 && !arrow ? -1 : 0;
      if (c == separator && depth == 0) {
        parts.add(text.substring(start, i).strip());
        start = i + 1;
      }
    }
    parts.add(text.substring(start).strip());
    return parts.stream().filter(p -> !p.isEmpty()).toList();
  }

  /** An integer literal of Rust. */
  static Optional<Long> number(String literal) {
    String digits = literal.replace("_", "").replaceFirst("(?<=\\d)[iu](?:8|16|32|64|size)$", "");
    try {
      return Optional.of(
          digits.startsWith("0x")
              ? Long.parseUnsignedLong(digits.substring(2), 16)
              : digits.startsWith("0b")
                  ? Long.parseUnsignedLong(digits.substring(2), 2)
                  : Long.parseLong(digits));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** A path without type arguments and without the blanks of a turbofish. */
  static String plain(String path) {
    StringBuilder result = new StringBuilder();
    int depth = 0;
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      boolean arrow = c == '>' && i > 0 && path.charAt(i - 1) == '-';
      if (c == '<') {
        depth++;
      } else if (c == '>' && !arrow) {
        depth--;
      } else if (depth == 0) {
        result.append(c);
      }
    }
    return result.toString().replace("::::", "::").replaceFirst("::$", "");
  }
}
