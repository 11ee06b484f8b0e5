package dev.fabula.asm;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Splits an assembly text into statements as LLVM's lexer does: by separators and line ends, with
 * {@code //}, {@code /* *}{@code /} and the architecture's own comments, strings and character
 * literals.
 */
public final class Statements {
  private final String text;
  private final String comment;
  private final String separator;
  private final StringBuilder clean;
  private final List<Statement> found = new ArrayList<>();
  private boolean unterminated;

  private Statements(Architecture architecture, String text) {
    this.text = text;
    this.comment = architecture.comment();
    this.separator = architecture.separator();
    this.clean = new StringBuilder(text);
  }

  /** The statements of the text in order; empty ones are left out. */
  public static List<Statement> split(Architecture architecture, String text) {
    Statements splitter = new Statements(architecture, text);
    splitter.run();
    return List.copyOf(splitter.found);
  }

  /** True if a string or comment of the text is not closed. */
  static boolean isUnterminated(Architecture architecture, String text) {
    Statements splitter = new Statements(architecture, text);
    splitter.run();
    return splitter.unterminated;
  }

  private void run() {
    int start = 0;
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\n' || c == '\r' || text.startsWith(separator, at)) {
        add(start, at);
        at += c == '\n' || c == '\r' ? 1 : separator.length();
        start = at;
      } else {
        at = skip(start, at);
      }
    }
    add(start, at);
  }

  /** Index after the token, string or comment at the index. */
  private int skip(int start, int at) {
    if (text.startsWith("/*", at)) {
      return blank(at, after("*/", at + 2));
    }
    if (startsLineComment(start, at)) {
      return blank(at, lineEnd(at));
    }
    return switch (text.charAt(at)) {
      case '"' -> afterString(at);
      case '\'' -> afterCharacter(at);
      default -> at + 1;
    };
  }

  private boolean startsLineComment(int start, int at) {
    if (text.startsWith("//", at) || text.startsWith(comment, at)) {
      return true;
    }
    return text.charAt(at) == '#' && clean.substring(start, at).isBlank();
  }

  private int blank(int from, int to) {
    for (int i = from; i < to; i++) {
      clean.setCharAt(i, ' ');
    }
    return to;
  }

  private int after(String end, int from) {
    int at = text.indexOf(end, from);
    unterminated |= at < 0;
    return at < 0 ? text.length() : at + end.length();
  }

  private int lineEnd(int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
      at++;
    }
    return at;
  }

  private int afterString(int at) {
    int i = at + 1;
    while (i < text.length() && text.charAt(i) != '"') {
      i += text.charAt(i) == '\\' ? 2 : 1;
    }
    unterminated |= i >= text.length();
    return Math.min(i + 1, text.length());
  }

  private int afterCharacter(int at) {
    int body = at + 1 < text.length() && text.charAt(at + 1) == '\\' ? 2 : 1;
    int close = at + 1 + body;
    return close < text.length() && text.charAt(close) == '\'' ? close + 1 : at + 1;
  }

  private void add(int from, int to) {
    int start = from;
    int end = to;
    while (start < end && isBlank(clean.charAt(start))) {
      start++;
    }
    while (end > start && isBlank(clean.charAt(end - 1))) {
      end--;
    }
    if (start < end) {
      classify(start, end);
    }
  }

  private static boolean isBlank(char c) {
    return c <= ' ';
  }

  private void classify(int start, int end) {
    int word = wordEnd(start, end);
    int next = word;
    while (next < end && isBlank(clean.charAt(next))) {
      next++;
    }
    int index = found.size();
    String name = clean.substring(start, word);
    if (word > start && next < end && clean.charAt(next) == ':') {
      found.add(new Statement.Label(index, start, next + 1, unquoted(name)));
      add(next + 1, end);
    } else if (word > start && next < end && clean.charAt(next) == '=') {
      int value = next + 1 < end && clean.charAt(next + 1) == '=' ? next + 2 : next + 1;
      String expression = clean.substring(value, end).strip();
      found.add(new Statement.Assignment(index, start, end, unquoted(name), expression));
    } else if (word > start + 1 && name.charAt(0) == '.') {
      String lower = name.toLowerCase(Locale.ROOT);
      found.add(new Statement.Directive(index, start, end, lower, clean.substring(next, end)));
    } else if (clean.substring(next, end).toLowerCase(Locale.ROOT).startsWith(".req ")) {
      String alias = name + " " + clean.substring(next + 5, end).strip();
      found.add(new Statement.Directive(index, start, end, ".req", alias));
    } else {
      found.add(new Statement.Instruction(index, start, end, name, clean.substring(next, end)));
    }
  }

  private int wordEnd(int start, int end) {
    if (clean.charAt(start) == '"') {
      return Math.min(afterString(start), end);
    }
    int at = start;
    if (clean.charAt(start) == '{') {
      int close = clean.indexOf("}", start);
      return close < 0 || close >= end ? start : close + 1;
    }
    while (at < end && isWord(clean.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '$' || c == '@' || c == '?';
  }

  private static String unquoted(String name) {
    return name.startsWith("\"") && name.length() >= 2
        ? name.substring(1, name.length() - 1)
        : name;
  }
}
