package dev.fabula.report;

/**
 * A mark inside one line.
 *
 * @param line the line
 * @param start its first column, from 0
 * @param end the column behind it, always above {@code start}
 * @param label what is said of it; may be empty
 * @param primary whether it is what the message is about
 */
record LineMark(int line, int start, int end, String label, boolean primary) {

  /** A mark whose first line is its last. */
  static LineMark of(BlockMark block) {
    int start = block.startColumn();
    return new LineMark(
        block.first(),
        start,
        Math.max(start + 1, block.endColumn()),
        ShownLine.show(block.mark().label()),
        block.mark().primary());
  }
}
