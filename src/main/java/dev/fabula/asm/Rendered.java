package dev.fabula.asm;

import dev.fabula.source.Span;
import java.util.List;

/**
 * A template's text with its placeholders filled in, and where each character stands in the file.
 *
 * @param text the text for the assembler
 * @param spans one span in the file for every {@code char} of the text
 */
public record Rendered(String text, List<Span> spans) {

  /** Copies the spans and checks that there is one for every character. */
  public Rendered {
    spans = List.copyOf(spans);
    if (spans.size() != text.length()) {
      throw new IllegalArgumentException(text.length() + " characters, " + spans.size() + " spans");
    }
  }

  /**
   * The place in the file of the character at the index; at the end of the text, the empty place
   * after its last character; the start of the file if there is no text at all.
   */
  public Span spanAt(int index) {
    if (index < spans.size()) {
      return spans.get(index);
    }
    return spans.isEmpty() ? Span.at(0) : Span.at(spans.getLast().end());
  }

  /** The smallest range of the file with the characters from start to end, end excluded. */
  public Span span(int start, int end) {
    Span span = spanAt(start);
    for (int i = start + 1; i < Math.min(end, spans.size()); i++) {
      span = spans.get(i).isEmpty() ? span : span.to(spans.get(i));
    }
    return span;
  }

  /** The place of a statement of the text. */
  public Span span(Statement statement) {
    return span(statement.start(), statement.end());
  }
}
