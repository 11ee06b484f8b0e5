package dev.fabula.check;

import dev.fabula.source.SourceFile;
import dev.fabula.source.Span;

/**
 * Something to say of a comment that speaks to Fabula; always a warning.
 *
 * @param file the file
 * @param span the place to point at
 * @param message one sentence without capital or full stop
 * @param label what is said of the place
 */
public record Remark(SourceFile file, Span span, String message, String label) {

  /** The name under which all remarks are reported and explained. */
  public static final String NAME = "unused-allow";

  /** The level of all remarks. */
  public static final Level LEVEL = Level.WARNING;
}
