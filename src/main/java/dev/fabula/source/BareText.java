package dev.fabula.source;

/** Rust text of the same length with blanks in the place of comments and of what is quoted. */
public final class BareText {

  private final String text;
  private final char[] bare;
  private int at;

  private BareText(String text) {
    this.text = text;
    this.bare = text.toCharArray();
  }

  /** The text of which nothing but code is left. */
  public static String of(String text) {
    BareText whole = new BareText(text);
    while (whole.at < text.length()) {
      whole.step();
    }
    return new String(whole.bare);
  }

  private void step() {
    char c = text.charAt(at);
    if (text.startsWith("//", at)) {
      int end = text.indexOf('\n', at);
      blank(end < 0 ? text.length() : end);
    } else if (text.startsWith("/*", at)) {
      blank(commentEnd());
    } else if (c == '"') {
      blank(stringEnd(at + 1));
    } else if (isRaw()) {
      blank(rawEnd());
    } else if (c == '\'' && isCharacter()) {
      blank(text.indexOf('\'', at + (text.charAt(at + 1) == '\\' ? 3 : 2)) + 1);
    } else {
      at++;
    }
  }

  private void blank(int end) {
    int stop = end <= at ? text.length() : end;
    for (; at < stop; at++) {
      if (bare[at] != '\n') {
        bare[at] = ' ';
      }
    }
  }

  private int commentEnd() {
    int depth = 0;
    for (int i = at; i < text.length() - 1; i++) {
      if (text.startsWith("/*", i)) {
        depth++;
        i++;
      } else if (text.startsWith("*/", i)) {
        depth--;
        i++;
        if (depth == 0) {
          return i + 1;
        }
      }
    }
    return text.length();
  }

  private int stringEnd(int from) {
    int i = from;
    while (i < text.length() && text.charAt(i) != '"') {
      i += text.charAt(i) == '\\' ? 2 : 1;
    }
    return Math.min(text.length(), i + 1);
  }

  private boolean isRaw() {
    boolean start = at == 0 || !Character.isJavaIdentifierPart(text.charAt(at - 1));
    return text.charAt(at) == 'r' && start && text.substring(at + 1).matches("(?s)#*\".*");
  }

  private int rawEnd() {
    int quote = text.indexOf('"', at);
    String end = "\"" + "#".repeat(quote - at - 1);
    int found = text.indexOf(end, quote + 1);
    return found < 0 ? text.length() : found + end.length();
  }

  private boolean isCharacter() {
    return at + 2 < text.length() && (text.charAt(at + 1) == '\\' || text.charAt(at + 2) == '\'');
  }
}
