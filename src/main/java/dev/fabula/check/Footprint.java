package dev.fabula.check;

import dev.fabula.isa.Footprints;
import dev.fabula.term.Op;
import dev.fabula.term.Subterms;
import dev.fabula.term.Term;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Instructions in terms of whose results only the footprint is known.
 *
 * <p>What has none it remembers, so one object should serve all terms of an analysis.
 */
public final class Footprint {

  private final Set<Term> exact = Collections.newSetFromMap(new IdentityHashMap<>());

  /** The mnemonic of such an instruction anywhere in the term. */
  public Optional<String> in(Term term) {
    Subterms walk = new Subterms(t -> !exact.contains(t));
    Optional<String> found = find(walk, term);
    if (found.isEmpty()) {
      exact.addAll(walk.seen());
    }
    return found;
  }

  /** The mnemonic of such an instruction through which the term depends on the unknowns. */
  Optional<String> between(Term term, Set<Term> unknowns) {
    return in(term).isEmpty()
        ? Optional.empty()
        : find(new Subterms(t -> t.variables().stream().anyMatch(unknowns::contains)), term);
  }

  private static Optional<String> find(Subterms walk, Term term) {
    return walk.find(List.of(term), Footprint::isFootprint).map(Footprint::mnemonic);
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
