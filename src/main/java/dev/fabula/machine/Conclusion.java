package dev.fabula.machine;

import dev.fabula.source.Span;
import java.util.List;
import java.util.Optional;

/** What came of running a program. */
public sealed interface Conclusion {

  /**
   * It ran to its end, without undefined behaviour.
   *
   * @param end how it ended, as a clause: empty if it just came to its end
   * @param status its exit status
   * @param output what it printed
   * @param steps how many steps it made
   */
  record Clean(Optional<String> end, int status, String output, long steps) implements Conclusion {}

  /**
   * It has undefined behaviour.
   *
   * @param message what happened
   * @param span where, in the file; empty if it is not in it
   * @param story whether a story did it
   * @param trail how it came to that
   * @param output what it had printed
   */
  record Undefined(
      String message, Optional<Span> span, boolean story, List<Step> trail, String output)
      implements Conclusion {
    /** Copies the list. */
    public Undefined {
      trail = List.copyOf(trail);
    }
  }

  /**
   * It is not known what it does.
   *
   * @param what what has no meaning here, as a clause
   * @param span where
   * @param helps what to do
   */
  record NotAnalysed(String what, Optional<Span> span, List<String> helps) implements Conclusion {
    /** Copies the list. */
    public NotAnalysed {
      helps = List.copyOf(helps);
    }
  }

  /**
   * A part of the way to undefined behaviour.
   *
   * @param text what happened
   * @param span where, in the file; empty if it is not in it
   */
  record Step(String text, Optional<Span> span) {}
}
