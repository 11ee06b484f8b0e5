package dev.fabula.check;

import dev.fabula.site.Found;
import dev.fabula.source.SourceFile;
import dev.fabula.source.Span;
import java.util.List;

/**
 * Why a place that invokes an asm macro cannot be shown.
 *
 * @param file the file
 * @param reason what stands in the way, as a sentence without capital or full stop
 * @param labels the places that matter, the primary one first; at least one
 * @param notes circumstances
 * @param helps what to do
 */
public record Obstacle(
    SourceFile file,
    String reason,
    List<Found.Label> labels,
    List<String> notes,
    List<String> helps) {

  /** Copies the lists. */
  public Obstacle {
    labels = List.copyOf(labels);
    notes = List.copyOf(notes);
    helps = List.copyOf(helps);
  }

  /** An obstacle at the whole place of what was found. */
  static Obstacle at(Found found, String reason, String help) {
    return new Obstacle(
        found.file(),
        reason,
        List.of(new Found.Label(found.span(), "")),
        List.of(),
        help.isEmpty() ? List.of() : List.of(help));
  }

  /** An obstacle at a part of what was found. */
  static Obstacle at(Found found, Span span, String reason) {
    return new Obstacle(
        found.file(), reason, List.of(new Found.Label(span, "")), List.of(), List.of());
  }

  /** What the compiler has against a place. */
  static Obstacle of(Found found, Objection objection) {
    return new Obstacle(
        found.file(), objection.message(), objection.labels(), objection.notes(), List.of());
  }
}
