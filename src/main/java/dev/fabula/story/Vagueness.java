package dev.fabula.story;

import dev.fabula.check.Footprint;
import dev.fabula.term.Op;
import dev.fabula.term.Term;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Functions in terms of which only the name is known, so that a difference may be a mere guess. */
final class Vagueness {

  private Vagueness() {}

  /** The name of such a function in one of the terms. */
  static Optional<String> in(List<Term> terms) {
    Footprint footprint = new Footprint();
    for (Term term : terms) {
      Optional<String> found = footprint.in(term).or(() -> function(term));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> function(Term root) {
    Set<Term> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Term> open = new ArrayDeque<>(List.of(root));
    while (!open.isEmpty()) {
      Term term = open.pop();
      boolean vague = term.op() == Op.APPLY && term.function().isEmpty();
      if (vague || term.op() == Op.APPLY_MEMORY) {
        return Optional.of(term.name());
      }
      if (seen.add(term)) {
        term.arguments().forEach(open::push);
      }
    }
    return Optional.empty();
  }
}
