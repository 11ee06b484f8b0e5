package dev.fabula.machine;

import dev.fabula.site.Site;
import java.util.List;

/**
 * A story that runs in the place of its site.
 *
 * @param site the site
 * @param since the number of the last allocation that was made before
 * @param value where the tuple of its results goes
 * @param results the type of that tuple
 * @param outputs where the site puts the parts of it
 */
record StoryCall(Site site, long since, Place value, Ty.Struct results, List<Place> outputs) {
  /** Copies the list. */
  StoryCall {
    outputs = List.copyOf(outputs);
  }
}
