package dev.fabula.mir;

import dev.fabula.term.Term;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which numbers of a loop grow with each turn, or shrink with each turn: a loop that has one comes
 * to an end, since integers have an end.
 */
final class Descent {

  private enum Order {
    GROWS,
    SHRINKS,
    GROWS_SIGNED,
    SHRINKS_SIGNED;

    Term of(Term before, Term after) {
      return switch (this) {
        case GROWS -> before.ult(after);
        case SHRINKS -> after.ult(before);
        case GROWS_SIGNED -> before.slt(after);
        case SHRINKS_SIGNED -> after.slt(before);
      };
    }
  }

  private record Candidate(int local, Order order) {}

  private final Map<Integer, Term> before = new HashMap<>();
  private final List<Candidate> left = new ArrayList<>();

  /** Those of a state in which a turn begins. */
  Descent(Frame start, Set<Integer> changed) {
    for (int local : changed) {
      if (start.get(local) instanceof Value.Bits(Term term) && term.width() > 1) {
        before.put(local, term);
        for (Order order : Order.values()) {
          left.add(new Candidate(local, order));
        }
      }
    }
  }

  /**
   * Whether there is still such a number after one more way through a turn.
   *
   * @param end the state at the end of the turn
   * @param mayBe whether a condition may hold there
   */
  boolean turn(Frame end, Predicate<Term> mayBe) {
    left.removeIf(candidate -> fails(candidate, end, mayBe));
    return !left.isEmpty();
  }

  private boolean fails(Candidate candidate, Frame end, Predicate<Term> mayBe) {
    Term old = java.util.Objects.requireNonNull(before.get(candidate.local()));
    return !(end.get(candidate.local()) instanceof Value.Bits(Term now))
        || now.width() != old.width()
        || mayBe.test(candidate.order().of(old, now).not());
  }
}
