package dev.fabula.site;

import dev.fabula.source.Span;
import java.util.List;

/**
 * How macros wrote a site.
 *
 * @param calls the macro calls that lead to it, the outermost first; empty if it stands in its file
 *     as it is
 * @param alike how many expansions read the same, this one among them
 * @param alone whether every expansion of the place that was found reads the same
 * @param variables the places in the site where variables of a macro stand
 */
public record Expansion(List<Call> calls, int alike, boolean alone, List<Span> variables) {

  /** No macro wrote it. */
  public static final Expansion NONE = new Expansion(List.of(), 1, true, List.of());

  /** Copies the lists. */
  public Expansion {
    calls = List.copyOf(calls);
    variables = List.copyOf(variables);
  }

  /** Whether a change of the text at a place is the same change for every expansion. */
  public boolean isOwn(Span place) {
    return alone
        && variables.stream().noneMatch(v -> v.start() <= place.end() && place.start() <= v.end());
  }

  /** The same for some expansions that read the same. */
  public Expansion of(int number, boolean onlyOnes) {
    return new Expansion(calls, number, onlyOnes, variables);
  }
}
