package dev.fabula.rust;

import dev.fabula.source.Place;
import java.util.List;
import java.util.Set;

/**
 * What became of macros in one file.
 *
 * @param defined the macros that its own text defines outside of functions
 * @param expanded the macros that were expanded at least once, by their places
 * @param failures the calls that could not be expanded
 */
record MacroRecord(List<MacroDefinition> defined, Set<Place> expanded, List<Failure> failures) {

  /** Copies the collections. */
  MacroRecord {
    defined = List.copyOf(defined);
    expanded = Set.copyOf(expanded);
    failures = List.copyOf(failures);
  }

  /**
   * A call that could not be expanded.
   *
   * @param macro the place of the macro's name in its definition
   * @param call the place of the call
   * @param reason what stood in the way, as a clause
   */
  record Failure(Place macro, Place call, String reason) {}
}
