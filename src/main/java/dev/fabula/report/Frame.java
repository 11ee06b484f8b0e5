package dev.fabula.report;

/** The left edge of messages: line numbers and a bar. */
final class Frame {

  private final Ink ink;
  private final int width;

  /** A frame with room for the given line number. */
  Frame(Ink ink, int highestLine) {
    this.ink = ink;
    this.width = Integer.toString(highestLine).length();
  }

  /** The number of columns that line numbers take. */
  int width() {
    return width;
  }

  /** Prints where a snippet is from. */
  void place(String place) {
    ink.put(Style.FRAME, " ".repeat(width) + "--> ").put(place).line();
  }

  /** Prints a row without number and text. */
  void empty() {
    ink.put(Style.FRAME, " ".repeat(width + 1) + "|").line();
  }

  /** Prints a row without number. */
  void row(Row row) {
    ink.put(Style.FRAME, " ".repeat(width + 1) + "| ");
    finish(row);
  }

  /** Prints a line of the file. */
  void source(int number, Row row) {
    numbered(number, "|", Style.FRAME, row);
  }

  /** Prints a line with a sign instead of the bar. */
  void numbered(int number, String sign, Style style, Row row) {
    ink.put(Style.FRAME, Integer.toString(number));
    ink.put(" ".repeat(width + 1 - Integer.toString(number).length())).put(style, sign).put(" ");
    finish(row);
  }

  /** Prints the sign for lines that are left out. */
  void gap(Row row) {
    ink.put(Style.FRAME, "...").put(" ".repeat(width));
    finish(row);
  }

  /** Prints a remark below a snippet; its further lines are set in below the first. */
  void remark(String kind, String text) {
    String start = " ".repeat(width + 1) + "= ";
    String indent = " ".repeat(start.length() + kind.length() + 2);
    ink.put(Style.FRAME, start).put(Style.TITLE, kind).put(": ");
    ink.put(String.join("\n" + indent, text.split("\n", -1))).line();
  }

  private void finish(Row row) {
    row.print(ink);
    ink.line();
  }
}
