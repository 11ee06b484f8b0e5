package dev.fabula.report;

import dev.fabula.source.SourceFile;
import dev.fabula.source.Span;

/**
 * A line of a file as it is printed: tabs are four blanks, control characters are visible, and each
 * offset has its column.
 */
final class ShownLine {

  private static final String TAB = "    ";
  private static final int FIRST_PICTURE = 0x2400;
  private static final int DELETE = 0x7f;

  private final SourceFile file;
  private final Span span;

  /** The line of that number, from 1. */
  ShownLine(SourceFile file, int number) {
    this.file = file;
    this.span = file.lineSpan(number);
  }

  /** The text as printed. */
  String text() {
    return text(span.end());
  }

  /** The column, from 0, of an offset in the line; one behind it is at its end. */
  int column(int offset) {
    return CharacterWidth.of(text(Math.min(offset, span.end())));
  }

  /** The column of the first character that is no blank. */
  int indent() {
    String text = text();
    return text.length() - text.stripLeading().length();
  }

  /** A text of one line as it is printed. */
  static String show(String text) {
    StringBuilder shown = new StringBuilder(text.length() + TAB.length());
    text.codePoints().forEach(c -> append(shown, c));
    return shown.toString();
  }

  private String text(int end) {
    return show(file.slice(new Span(span.start(), Math.max(span.start(), end))));
  }

  private static void append(StringBuilder shown, int character) {
    if (character == '\t') {
      shown.append(TAB);
    } else if (character < ' ') {
      shown.appendCodePoint(FIRST_PICTURE + character);
    } else if (character == DELETE || isDirectional(character)) {
      shown.append('\ufffd');
    } else {
      shown.appendCodePoint(character);
    }
  }

  /** Characters that would reorder what the reader sees. */
  private static boolean isDirectional(int c) {
    return c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069 || c >= 0x80 && c < 0xa0;
  }
}
