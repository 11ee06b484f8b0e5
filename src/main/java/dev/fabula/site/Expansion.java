package dev.fabula.site;

import dev.fabula.source.Span;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * How macros wrote a site.
 *
 * @param calls the macro calls that lead to it, the outermost first; empty if it stands in its file
 *     as it is
 * @param others the calls that lead to other expansions that read the same
 * @param alone whether every expansion of the place that was found reads the same
 * @param variables the places in the site where variables of a macro stand
 */
public record Expansion(
    List<Call> calls, List<List<Call>> others, boolean alone, List<Span> variables) {

  /** No macro wrote it. */
  public static final Expansion NONE = new Expansion(List.of(), List.of(), true, List.of());

  /** Copies the lists. */
  public Expansion {
    calls = List.copyOf(calls);
    others = others.stream().map(List::copyOf).toList();
    variables = List.copyOf(variables);
  }

  /** How many expansions read the same, this one among them. */
  public int alike() {
    return 1 + others.size();
  }

  /** Whether a change of the text at a place is the same change for every expansion. */
  public boolean isOwn(Span place) {
    return alone
        && variables.stream().noneMatch(v -> v.start() <= place.end() && place.start() <= v.end());
  }

  /** The same for some expansions that read the same. */
  public Expansion with(List<List<Call>> otherCalls, boolean onlyOnes) {
    return new Expansion(calls, otherCalls, onlyOnes, variables);
  }

  /** Those calls of all that read the same of which one is wanted, each as the one to tell of. */
  public List<Expansion> through(Predicate<Call> wanted) {
    return Stream.concat(Stream.of(calls), others.stream())
        .filter(all -> all.stream().anyMatch(wanted))
        .map(all -> new Expansion(all, others, alone, variables))
        .toList();
  }
}
