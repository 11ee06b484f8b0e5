package dev.fabula.check;

import dev.fabula.isa.Footprints;
import dev.fabula.term.Op;
import dev.fabula.term.Term;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Instructions in terms of whose results only the footprint is known.
 *
 * <p>What has none it remembers, so one object should serve all terms of an analysis.
 */
public final class Footprint {

  private final Set<Term> exact = identitySet();

  /** The mnemonic of such an instruction anywhere in the term. */
  public Optional<String> in(Term term) {
    Set<Term> seen = identitySet();
    Optional<String> found = find(term, seen, t -> !exact.contains(t));
    if (found.isEmpty()) {
      exact.addAll(seen);
    }
    return found;
  }

  /** The mnemonic of such an instruction through which the term depends on the unknowns. */
  Optional<String> between(Term term, Set<Term> unknowns) {
    return in(term).isEmpty()
        ? Optional.empty()
        : find(term, identitySet(), t -> t.variables().stream().anyMatch(unknowns::contains));
  }

  private static Optional<String> find(Term root, Set<Term> seen, Predicate<Term> wanted) {
    Deque<Term> open = new ArrayDeque<>();
    open.push(root);
    while (!open.isEmpty()) {
      Term term = open.pop();
      if (wanted.test(term) && seen.add(term)) {
        if (isFootprint(term)) {
          return Optional.of(mnemonic(term));
        }
        for (int n = 0; n < term.arity(); n++) {
          open.push(term.argument(n));
        }
      }
    }
    return Optional.empty();
  }

  private static Set<Term> identitySet() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }

  private static boolean isFootprint(Term term) {
    return (term.op() == Op.APPLY || term.op() == Op.APPLY_MEMORY)
        && term.name().startsWith(Footprints.PREFIX);
  }

  private static String mnemonic(Term term) {
    return term.name()
        .substring(Footprints.PREFIX.length())
        .split("\\.(?=result|raised|stored|read|write)")[0];
  }
}
