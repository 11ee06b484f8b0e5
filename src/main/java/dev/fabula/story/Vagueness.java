package dev.fabula.story;

import dev.fabula.check.Footprint;
import dev.fabula.term.Op;
import dev.fabula.term.Subterms;
import dev.fabula.term.Term;
import java.util.List;
import java.util.Optional;

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

  /** The same, or that something arbitrary is left, of which it is not known which value it has. */
  static Optional<String> orChoice(List<Term> terms) {
    return in(terms)
        .or(() ->
            terms.stream().anyMatch(Choices::areIn) ? Optional.of("story::any") : Optional.empty());
  }

  private static Optional<String> function(Term root) {
    return Subterms.first(
            root, t -> t.op() == Op.APPLY_MEMORY || t.op() == Op.APPLY && t.function().isEmpty())
        .map(Term::name);
  }
}
