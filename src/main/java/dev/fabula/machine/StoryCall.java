package dev.fabula.machine;

import dev.fabula.site.Site;
import java.util.List;
import java.util.Optional;

/**
 * A story that runs in the place of its site.
 *
 * @param site the site
 * @param since the number of the last allocation that was made before
 * @param value where the tuple of its results goes
 * @param results the type of that tuple
 * @param outputs where the site puts the parts of it
 * @param inputs the tuple of its operands
 * @param first for the second run of a story that must do the same: what the first one gave
 */
record StoryCall(
    Site site,
    long since,
    Place value,
    Ty.Struct results,
    List<Place> outputs,
    Allocation inputs,
    Optional<Allocation> first) {
  /** Copies the list. */
  StoryCall {
    outputs = List.copyOf(outputs);
  }
}
