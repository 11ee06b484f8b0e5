package dev.fabula.compiler;

/**
 * A line of a tree that rustc prints.
 *
 * @param depth how many blanks are before it
 * @param text the line without blanks around it
 */
record Line(int depth, String text) {

  static Line of(String line) {
    int depth = 0;
    while (depth < line.length() && line.charAt(depth) == ' ') {
      depth++;
    }
    return new Line(depth, line.strip());
  }

  /** What follows a name and a colon, if the line is that field. */
  boolean isField(String name) {
    return text.startsWith(name + ":");
  }

  /** The text behind the first colon. */
  String value() {
    return text.substring(text.indexOf(':') + 1).strip();
  }
}
