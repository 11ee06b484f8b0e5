package dev.fabula.asm;

import dev.fabula.source.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

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
  public record Text(String text, List<Span> spans) implements Piece {

    /** Copies the spans and checks that there is one for every character. */
    public Text {
      spans = List.copyOf(spans);
      if (spans.size() != text.length()) {
        throw new IllegalArgumentException(
            text.length() + " characters, " + spans.size() + " spans");
      }
    }
  }

  /**
   * A place where an operand is printed.
   *
   * @param operand the index in the site's operands
   * @param modifier the letter after the colon
   * @param span the placeholder with its braces
   */
  public record Placeholder(int operand, Optional<Character> modifier, Span span)
      implements Piece {}

  /** The placeholders in order. */
  public List<Placeholder> placeholders() {
    return pieces.stream()
        .filter(Placeholder.class::isInstance)
        .map(Placeholder.class::cast)
        .toList();
  }

  /** The text with what the function prints for each placeholder. */
  public Rendered render(Function<Placeholder, String> printer) {
    StringBuilder text = new StringBuilder();
    List<Span> spans = new ArrayList<>();
    for (Piece piece : pieces) {
      switch (piece) {
        case Text(String literal, List<Span> literalSpans) -> {
          text.append(literal);
          spans.addAll(literalSpans);
        }
        case Placeholder placeholder -> {
          String printed = printer.apply(placeholder);
          text.append(printed);
          spans.addAll(Collections.nCopies(printed.length(), placeholder.span()));
        }
      }
    }
    return new Rendered(text.toString(), spans);
  }
}
