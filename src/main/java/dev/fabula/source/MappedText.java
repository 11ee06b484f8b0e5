package dev.fabula.source;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Text that knows where each of its characters stands in the file.
 *
 * @param text the text
 * @param spans one span for every {@code char} of the text
 */
public record MappedText(String text, List<Span> spans) {

  /** Checks that the lengths agree, and copies the spans. */
  public MappedText {
    if (text.length() != spans.size()) {
      throw new IllegalArgumentException(text.length() + " chars, " + spans.size() + " spans");
    }
    spans = List.copyOf(spans);
  }

  /** Text that as a whole stands at one place. */
  public static MappedText at(String text, Span span) {
    return new MappedText(text, Collections.nCopies(text.length(), span));
  }

  /** Collects characters with their places. */
  public static final class Builder {
    private final StringBuilder text = new StringBuilder();
    private final List<Span> spans = new ArrayList<>();

    /** Adds one Unicode scalar value. */
    public void add(int character, Span span) {
      text.appendCodePoint(character);
      for (int i = Character.charCount(character); i > 0; i--) {
        spans.add(span);
      }
    }

    /** Adds a text with its places. */
    public void add(MappedText more) {
      text.append(more.text());
      spans.addAll(more.spans());
    }

    /** What was added so far. */
    public MappedText build() {
      return new MappedText(text.toString(), spans);
    }
  }
}
