package dev.fabula.rust;

import dev.fabula.rust.MacroIndex.Candidate;
import dev.fabula.source.SourceFile;
import java.util.ArrayList;
import java.util.List;

/**
 * One of the definitions that a macro call may mean.
 *
 * @param definition the definition
 * @param condition what has to hold, besides the conditions around the call, for it to be meant
 */
record Alternative(MacroDefinition definition, Condition condition) {

  /**
   * The definitions of a name at a place of a file.
   *
   * @param known the conditions around the call
   */
  static List<Alternative> of(
      String name, MacroScope scope, MacroIndex index, SourceFile file, List<Condition> known) {
    List<Alternative> all = textual(scope.named(name), known);
    List<Alternative> found = all.isEmpty() ? fromCrate(index.named(name, file), known) : all;
    if (found.size() == 1 && found.getFirst().condition().equals(Conditions.ALWAYS)) {
      return found;
    }
    Condition around = known.stream().reduce(Conditions.ALWAYS, Condition::and);
    List<Alternative> usual =
        found.stream().filter(a -> Possibility.usual(around.and(a.condition()))).toList();
    return usual.isEmpty()
        ? found.stream().filter(a -> Possibility.ever(around.and(a.condition()))).toList()
        : usual;
  }

  /** Each definition hides the older ones where it exists. */
  private static List<Alternative> textual(
      List<MacroDefinition> newestFirst, List<Condition> known) {
    List<Alternative> found = new ArrayList<>();
    Condition older = Conditions.ALWAYS;
    for (MacroDefinition definition : newestFirst) {
      Condition own =
          definition.conditions().stream()
              .filter(c -> !known.contains(c))
              .reduce(Conditions.ALWAYS, Condition::and);
      found.add(new Alternative(definition, older.and(own)));
      if (own.equals(Conditions.ALWAYS)) {
        break;
      }
      older = older.and(own.negated());
    }
    return found;
  }

  private static List<Alternative> fromCrate(List<Candidate> candidates, List<Condition> known) {
    return candidates.stream()
        .map(c ->
            new Alternative(
                c.definition(), known.contains(c.condition()) ? Conditions.ALWAYS : c.condition()))
        .toList();
  }
}
