package dev.fabula.report;

import dev.fabula.source.SourceFile;
import dev.fabula.source.Span;

/**
 * A mark with its lines; blanks and line ends at the end of its place do not count.
 *
 * @param mark the mark
 * @param first its first line
 * @param last its last line
 * @param startColumn the column, from 0, at which it starts in the first line
 * @param endColumn the column behind its end in the last line
 */
record BlockMark(Mark mark, int first, int last, int startColumn, int endColumn) {

  /** The lines and columns of a mark. */
  static BlockMark of(SourceFile file, Mark mark) {
    Span span = mark.span();
    int end = span.end();
    while (end > span.start() && file.byteAt(end - 1) <= ' ') {
      end--;
    }
    int first = file.line(span.start());
    int last = file.line(end > span.start() ? end - 1 : end);
    return new BlockMark(
        mark,
        first,
        last,
        new ShownLine(file, first).column(span.start()),
        new ShownLine(file, last).column(end));
  }
}
