package dev.fabula.source;

/**
 * A range of bytes in a named file.
 *
 * @param file the file
 * @param span the range in it
 */
public record Place(SourceFile file, Span span) {

  /** Line and column of the first byte. */
  public Position position() {
    return file.position(span.start());
  }

  /** The text of the range. */
  public String text() {
    return file.slice(span);
  }

  @Override
  public String toString() {
    return file.path() + ":" + position();
  }
}
