package dev.fabula.asm;

import dev.fabula.source.Span;
import java.util.List;
import java.util.Optional;

/**
 * A site's text: literal stretches and placeholders in order, the lines joined by line feeds.
 *
 * @param pieces the pieces in order
 */
public record Template(List<Piece> pieces) {

  /** Copies the pieces. */
  public Template {
    pieces = List.copyOf(pieces);
  }

  /** A stretch of literal text or a placeholder. */
  public sealed interface Piece {}

  /**
   * Literal text.
   *
   * @param text the text after unescaping, as UTF-16
   * @param spans one span in the file for every {@code char} of the text; a surrogate pair has the
   *     same span twice, a character that stands nowhere has an empty span
   */
  public record Text(String text, List<Span> spans) implements Piece {}

  /**
   * A place where an operand is printed.
   *
   * @param operand the index in the site's operands
   * @param modifier the letter after the colon
   * @param span the placeholder with its braces
   */
  public record Placeholder(int operand, Optional<Character> modifier, Span span)
      implements Piece {}
}
