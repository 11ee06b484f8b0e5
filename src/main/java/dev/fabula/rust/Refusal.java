package dev.fabula.rust;

import dev.fabula.source.Span;
import java.util.List;

/**
 * A reason for which rustc does not compile a site.
 *
 * @param span the smallest place that shows the fault
 * @param message what is wrong, as a sentence without capital or full stop
 * @param notes circumstances and what would be right, as such sentences too
 */
public record Refusal(Span span, String message, List<String> notes) {

  /** Copies the notes. */
  public Refusal {
    notes = List.copyOf(notes);
  }

  /** A refusal with any number of notes. */
  static Refusal of(Span span, String message, String... notes) {
    return new Refusal(span, message, List.of(notes));
  }
}
