package dev.fabula.asm;

/** LLVM's marks in printed instructions: {@code <kind:text>}, nested. */
final class Markup {
  private Markup() {}

  /** The text with one blank for each run of blanks, and none at its ends. */
  static String tidy(String printed) {
    StringBuilder tidy = new StringBuilder();
    for (int i = 0; i < printed.length(); i++) {
      char c = printed.charAt(i);
      boolean blank = c == ' ' || c == '\t' || c == '\n';
      if (!blank) {
        tidy.append(c);
      } else if (!tidy.isEmpty() && tidy.charAt(tidy.length() - 1) != ' ') {
        tidy.append(' ');
      }
    }
    return tidy.toString().strip();
  }

  /** The text without marks. */
  static String strip(String markup) {
    StringBuilder plain = new StringBuilder();
    int i = 0;
    while (i < markup.length()) {
      char c = markup.charAt(i);
      if (c == '<') {
        i = markup.indexOf(':', i) + 1;
      } else {
        if (c != '>') {
          plain.append(c);
        }
        i++;
      }
    }
    return plain.toString();
  }
}
