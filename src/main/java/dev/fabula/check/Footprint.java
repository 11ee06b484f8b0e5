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

/** Instructions in a term of whose results only the footprint is known. */
public final class Footprint {

  private Footprint() {}

  /** The mnemonic of such an instruction anywhere in the term. */
  public static Optional<String> in(Term term) {
    return find(term, t -> true);
  }

  /** The mnemonic of such an instruction through which the term depends on the unknowns. */
  static Optional<String> between(Term term, Set<Term> unknowns) {
    return in(term).isEmpty()
        ? Optional.empty()
        : find(term, t -> t.variables().stream().anyMatch(unknowns::contains));
  }

  private static Optional<String> find(Term root, Predicate<Term> wanted) {
    Set<Term> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Term> open = new ArrayDeque<>();
    open.push(root);
    while (!open.isEmpty()) {
      Term term = open.pop();
      if (seen.add(term) && wanted.test(term)) {
        if (isFootprint(term)) {
          return Optional.of(mnemonic(term));
        }
        term.arguments().forEach(open::push);
      }
    }
    return Optional.empty();
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
