package dev.fabula.mir;

/** A place in one line of MIR, from which words are taken one after the other. */
final class Cursor {

  private final String text;
  private int at;

  Cursor(String text) {
    this.text = text;
  }

  boolean isAtEnd() {
    skipBlanks();
    return at >= text.length();
  }

  private void skipBlanks() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
  }

  /** Whether the rest starts with a text. */
  boolean sees(String start) {
    skipBlanks();
    return text.startsWith(start, at);
  }

  /** Takes a text, if the rest starts with it. */
  boolean takes(String start) {
    if (!sees(start)) {
      return false;
    }
    at += start.length();
    return true;
  }

  /** Takes a text that has to follow. */
  void expect(String start) throws Unsupported {
    if (!takes(start)) {
      throw new Unsupported("the MIR `" + text.strip() + "`");
    }
  }

  /** Takes a word of letters, digits and underscores; empty if none follows. */
  String word() {
    skipBlanks();
    int start = at;
    while (at < text.length() && isWord(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at);
  }

  static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  /** Takes a number in decimal. */
  long number() throws Unsupported {
    String digits = word();
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException e) {
      throw new Unsupported("the MIR `" + text.strip() + "`");
    }
  }

  /** Takes all that is left. */
  String rest() {
    skipBlanks();
    String rest = text.substring(at);
    at = text.length();
    return rest;
  }

  /** Takes a path with its arguments in angle brackets; stops at any other bracket or sign. */
  String path() {
    skipBlanks();
    int start = at;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '<') {
        skipAngles();
      } else if (isWord(c) || c == '\'' || c == '#') {
        at++;
      } else if (text.startsWith("::", at)) {
        at += 2;
        skipBraced();
      } else {
        break;
      }
    }
    return text.substring(start, at);
  }

  /** Takes a number in square brackets, with them, if it follows directly. */
  String bracketed() {
    int start = at;
    if (at < text.length() && text.charAt(at) == '[') {
      at = Math.min(text.length(), text.indexOf(']', at) + 1);
    }
    return text.substring(start, at);
  }

  /** Takes a text in braces, with them. */
  String braced() {
    int start = at;
    skipBraced();
    return text.substring(start, at);
  }

  /** A part of a path in braces, as in {@code f::{constant#0}}. */
  private void skipBraced() {
    if (at < text.length() && text.charAt(at) == '{') {
      at = Math.min(text.length(), text.indexOf('}', at) + 1);
    }
  }

  private void skipAngles() {
    int depth = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '-' && text.startsWith("->", at)) {
        at += 2;
        continue;
      }
      depth += c == '<' ? 1 : c == '>' ? -1 : 0;
      at++;
      if (depth == 0) {
        return;
      }
    }
  }

  /** Takes the text up to a comma or closing bracket that is not inside of brackets or quotes. */
  String item() {
    skipBlanks();
    int start = at;
    int depth = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '"' || isCharacter()) {
        skipQuoted(c);
        continue;
      }
      if (depth == 0 && (c == ',' || c == ')' || c == ']' || c == '}')) {
        break;
      }
      boolean arrow = c == '>' && at > 0 && "-=".indexOf(text.charAt(at - 1)) >= 0;
      depth += "([{<".indexOf(c) >= 0 ? 1 : ")]}>".indexOf(c) >= 0 && !arrow ? -1 : 0;
      at++;
    }
    return text.substring(start, at).strip();
  }

  private boolean isCharacter() {
    return text.charAt(at) == '\''
        && (text.startsWith("'\\", at) || (at + 2 < text.length() && text.charAt(at + 2) == '\''));
  }

  private void skipQuoted(char quote) {
    at++;
    while (at < text.length() && text.charAt(at) != quote) {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    at = Math.min(at + 1, text.length());
  }

  @Override
  public String toString() {
    return text.strip();
  }
}
