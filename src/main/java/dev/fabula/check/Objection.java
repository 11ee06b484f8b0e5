package dev.fabula.check;

import dev.fabula.site.Found;
import java.util.List;

/**
 * A reason for which the compiler refuses a site.
 *
 * @param message what is wrong, as a sentence without capital or full stop
 * @param labels the places that matter, the primary one first; at least one
 * @param notes circumstances and what would be right
 */
public record Objection(String message, List<Found.Label> labels, List<String> notes) {

  /** Copies the lists. */
  public Objection {
    labels = List.copyOf(labels);
    notes = List.copyOf(notes);
  }
}
