package dev.fabula.source;

/**
 * A replacement of a range of bytes by a text.
 *
 * @param span the range that goes
 * @param text what comes in its place
 */
public record Edit(Span span, String text) {

  /** An edit that adds a text before the byte at {@code offset}. */
  public static Edit insert(int offset, String text) {
    return new Edit(Span.at(offset), text);
  }

  /** An edit that removes a range. */
  public static Edit delete(Span span) {
    return new Edit(span, "");
  }
}
