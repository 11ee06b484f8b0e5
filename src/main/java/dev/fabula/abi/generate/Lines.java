package dev.fabula.abi.generate;

import java.util.List;

/** Text that grows line by line and keeps to a width. */
final class Lines {

  private static final int WIDTH = 100;

  private final StringBuilder text = new StringBuilder();

  /** Adds a line. */
  void add(String line) {
    text.append(line.stripTrailing()).append('\n');
  }

  /**
   * Adds a sentence of a comment, each of its lines behind a prefix; all but the first indented.
   */
  void comment(String prefix, String indent, String sentence) {
    StringBuilder line = new StringBuilder(prefix);
    boolean empty = true;
    for (String word : sentence.split(" ")) {
      if (!empty && line.length() + 1 + word.length() > WIDTH) {
        add(line.toString());
        line = new StringBuilder(prefix + indent);
        empty = true;
      }
      line.append(empty ? "" : " ").append(word);
      empty = false;
    }
    add(line.toString());
  }

  /** Adds what is in parentheses on one line if it fits, else each part on a line of its own. */
  void list(String before, List<String> parts, String after, boolean lastComma) {
    String one = before + String.join(", ", parts) + after;
    if (one.length() <= WIDTH) {
      add(one);
      return;
    }
    add(before);
    for (int i = 0; i < parts.size(); i++) {
      boolean last = i + 1 == parts.size();
      add("    " + parts.get(i) + (last && !lastComma ? "" : ","));
    }
    add(after);
  }

  /** Adds parts with commas between them on as many lines as they need. */
  void wrapped(String before, String indent, List<String> parts, String after) {
    StringBuilder line = new StringBuilder(before);
    for (int i = 0; i < parts.size(); i++) {
      String part = parts.get(i) + (i + 1 < parts.size() ? "," : after);
      if (i > 0 && line.length() + 1 + part.length() > WIDTH) {
        add(line.toString());
        line = new StringBuilder(indent).append(part);
      } else {
        line.append(i == 0 ? "" : " ").append(part);
      }
    }
    add(line.toString());
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
