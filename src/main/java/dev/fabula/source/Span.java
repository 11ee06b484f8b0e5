package dev.fabula.source;

/**
 * A half-open range of bytes of one file, as UTF-8 offsets.
 *
 * @param start offset of the first byte
 * @param end offset after the last byte, never below {@code start}
 */
public record Span(int start, int end) implements Comparable<Span> {

  /** Checks that the range is not reversed and starts inside a file. */
  public Span {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("span " + start + ".." + end);
    }
  }

  /** The empty range before the byte at {@code offset}. */
  public static Span at(int offset) {
    return new Span(offset, offset);
  }

  /** Number of bytes. */
  public int length() {
    return end - start;
  }

  /** Whether the range holds no byte. */
  public boolean isEmpty() {
    return start == end;
  }

  /** Whether every byte of {@code other} lies in this range. */
  public boolean contains(Span other) {
    return start <= other.start && other.end <= end;
  }

  /** Whether the byte at {@code offset} lies in this range. */
  public boolean contains(int offset) {
    return start <= offset && offset < end;
  }

  /** Whether the two ranges share a byte. */
  public boolean overlaps(Span other) {
    return start < other.end && other.start < end;
  }

  /** The smallest range that holds both. */
  public Span to(Span other) {
    return new Span(Math.min(start, other.start), Math.max(end, other.end));
  }

  /** Orders by start, then by end. */
  @Override
  public int compareTo(Span other) {
    int order = Integer.compare(start, other.start);
    return order != 0 ? order : Integer.compare(end, other.end);
  }

  @Override
  public String toString() {
    return start + ".." + end;
  }
}
