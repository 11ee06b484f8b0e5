package dev.fabula.asm;

/** LLVM's marks in printed instructions: {@code <kind:text>}, nested. */
final class Markup {
  private Markup() {}

  /** The text with one blank for each run of blanks, and none at its ends. */
  static String tidy(String printed) {
    char[] tidy = new char[printed.length()];
    int length = 0;
    for (int i = 0; i < printed.length(); i++) {
      char c = printed.charAt(i);
      boolean blank = c == ' ' || c == '\t' || c == '\n';
      if (!blank) {
        tidy[length++] = c;
      } else if (length > 0 && tidy[length - 1] != ' ') {
        tidy[length++] = ' ';
      }
    }
    return new String(tidy, 0, length).strip();
  }

  /** The text without marks. */
  static String strip(String markup) {
    char[] plain = new char[markup.length()];
    int length = 0;
    int i = 0;
    while (i < markup.length()) {
      char c = markup.charAt(i);
      if (c == '<') {
        i = markup.indexOf(':', i) + 1;
      } else {
        if (c != '>') {
          plain[length++] = c;
        }
        i++;
      }
    }
    return new String(plain, 0, length);
  }
}
