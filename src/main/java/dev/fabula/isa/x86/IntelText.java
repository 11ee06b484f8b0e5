package dev.fabula.isa.x86;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The parts of one line as LLVM's disassembler prints it in Intel syntax.
 *
 * @param prefixes lower-case prefixes, {@code repe} and {@code repz} as {@code rep}
 * @param mnemonic lower-case mnemonic
 * @param operands the operands' texts
 */
record IntelText(List<String> prefixes, String mnemonic, List<String> operands) {

  private static final Set<String> PREFIXES =
      Set.of(
          "lock", "rep", "repe", "repz", "repne", "repnz", "xacquire", "xrelease", "bnd", "notrack",
          "data16", "data32", "addr16", "addr32", "rex64", "cs", "ds", "es", "ss", "fs", "gs");

  /** The parts of a line, which may carry LLVM's markup. */
  static IntelText of(String line) {
    String text = line.indexOf('<') < 0 ? line.strip() : unmarked(line).strip();
    List<String> prefixes = new ArrayList<>(1);
    while (true) {
      int end = wordEnd(text);
      String word = text.substring(0, end);
      if (!PREFIXES.contains(word)) {
        return new IntelText(List.copyOf(prefixes), word, split(text.substring(end).strip()));
      }
      prefixes.add(canonical(word));
      text = text.substring(end).strip();
    }
  }

  private static String canonical(String prefix) {
    return switch (prefix) {
      case "repe", "repz" -> "rep";
      case "repnz" -> "repne";
      default -> prefix;
    };
  }

  private static int wordEnd(String text) {
    int end = 0;
    while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /** Splits at commas outside brackets and braces. */
  private static List<String> split(String text) {
    if (text.isEmpty()) {
      return List.of();
    }
    List<String> parts = new ArrayList<>(3);
    int depth = 0;
    int start = 0;
    for (int at = 0; at < text.length(); at++) {
      switch (text.charAt(at)) {
        case '[', '{' -> depth++;
        case ']', '}' -> depth--;
        case ',' -> {
          if (depth == 0) {
            parts.add(text.substring(start, at).strip());
            start = at + 1;
          }
        }
        default -> {}
      }
    }
    parts.add(text.substring(start).strip());
    return parts;
  }

  /** Removes markup such as {@code <reg:rax>}, which may be nested. */
  private static String unmarked(String line) {
    StringBuilder result = new StringBuilder(line.length());
    for (int at = 0; at < line.length(); at++) {
      char c = line.charAt(at);
      if (c == '<') {
        at = line.indexOf(':', at);
      } else if (c != '>') {
        result.append(c);
      }
    }
    return result.toString();
  }
}
