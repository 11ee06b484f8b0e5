package dev.fabula.source;

import java.util.Arrays;

/** The byte offsets at which the lines of a file start; lines end at LF, CR LF or a lone CR. */
public final class LineIndex {
  private final int[] starts;
  private final int length;

  /** Indexes the given bytes. */
  public LineIndex(byte[] bytes) {
    int[] found = new int[Math.max(16, bytes.length / 24)];
    int count = 1;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n' || bytes[i] == '\r' && !(i + 1 < bytes.length && bytes[i + 1] == '\n')) {
        if (count == found.length) {
          found = Arrays.copyOf(found, count * 2);
        }
        found[count++] = i + 1;
      }
    }
    starts = Arrays.copyOf(found, count);
    length = bytes.length;
  }

  /** Number of lines, at least 1; a final line end opens one more, empty line. */
  public int lines() {
    return starts.length;
  }

  /**
   * Line number, from 1, of the byte at {@code offset}; the end of the file is on the last line.
   */
  public int line(int offset) {
    if (offset < 0 || offset > length) {
      throw new IndexOutOfBoundsException("offset " + offset + " of " + length);
    }
    int at = Arrays.binarySearch(starts, offset);
    return at >= 0 ? at + 1 : -at - 1;
  }

  /** Offset of the first byte of a line, numbered from 1. */
  public int start(int line) {
    return starts[line - 1];
  }

  /** Offset after the last byte of a line and its line end, numbered from 1. */
  public int end(int line) {
    return line == starts.length ? length : starts[line];
  }
}
