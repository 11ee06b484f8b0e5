package dev.fabula.check;

import dev.fabula.source.Edit;
import dev.fabula.source.Span;
import java.util.List;

/**
 * A change of a file that shall silence a finding.
 *
 * @param place the number of the place in the file's report
 * @param site the whole invocation
 * @param finding the finding
 * @param edits the changes
 */
record Repair(int place, Span site, Finding finding, List<Edit> edits) {

  /** Copies the edits. */
  Repair {
    edits = List.copyOf(edits);
  }

  /** What tells the finding from others; it is the same after other changes of the file. */
  Key key() {
    return Key.of(place, finding);
  }

  /** A finding by its place's number, rule and message. */
  record Key(int place, String rule, String message) {

    static Key of(int place, Finding finding) {
      return new Key(place, finding.rule().name(), finding.message());
    }
  }
}
