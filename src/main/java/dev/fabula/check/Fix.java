package dev.fabula.check;

import dev.fabula.source.Edit;
import java.util.List;

/**
 * A change of the source that repairs a finding.
 *
 * @param title what it does, without capital or full stop
 * @param edits the changes, in the site's file
 * @param applicability whether it can be made without a look
 */
public record Fix(String title, List<Edit> edits, Applicability applicability) {

  /** Copies the edits. */
  public Fix {
    edits = List.copyOf(edits);
  }

  /** The same change, to be looked at. */
  public Fix doubted() {
    return new Fix(title, edits, Applicability.MAYBE_INCORRECT);
  }

  /** Whether a fix can be made without a look. */
  public enum Applicability {
    /** The change is right, whatever the author meant. */
    MACHINE_APPLICABLE,
    /** The change may not be what the author meant. */
    MAYBE_INCORRECT
  }
}
