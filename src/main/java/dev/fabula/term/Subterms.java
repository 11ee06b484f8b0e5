package dev.fabula.term;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A walk over terms and what they are made of, each once; terms share their parts, so that a walk
 * along every way to them would not end.
 */
public final class Subterms {

  private final Predicate<Term> entered;
  private final Set<Term> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  /**
   * A walk that has not begun.
   *
   * @param entered whether a term, and what it is made of, is looked at
   */
  public Subterms(Predicate<Term> entered) {
    this.entered = entered;
  }

  /** The first of the terms and their parts that is wanted; what earlier walks saw is left out. */
  public Optional<Term> find(Collection<Term> roots, Predicate<Term> wanted) {
    Deque<Term> open = new ArrayDeque<>(roots);
    while (!open.isEmpty()) {
      Term term = open.pop();
      if (entered.test(term) && seen.add(term)) {
        if (wanted.test(term)) {
          return Optional.of(term);
        }
        for (int n = 0; n < term.arity(); n++) {
          open.push(term.argument(n));
        }
      }
    }
    return Optional.empty();
  }

  /** The terms that were looked at. */
  public Set<Term> seen() {
    return Collections.unmodifiableSet(seen);
  }

  /** The first of a term and its parts that is wanted. */
  public static Optional<Term> first(Term root, Predicate<Term> wanted) {
    return new Subterms(t -> true).find(List.of(root), wanted);
  }

  /** Whether a term is in another, or is it. */
  public static boolean mentions(Term root, Term wanted) {
    return first(root, t -> t == wanted).isPresent();
  }

  /** Does something to each of the terms and their parts. */
  public static void each(Collection<Term> roots, Consumer<Term> action) {
    new Subterms(t -> true)
        .find(
            roots,
            t -> {
              action.accept(t);
              return false;
            });
  }
}
