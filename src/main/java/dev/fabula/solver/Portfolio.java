package dev.fabula.solver;

import dev.fabula.term.Assignment;
import dev.fabula.term.Term;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Several solvers, asked in turn until one knows; none is asked where the simplifier knows already.
 *
 * <p>Each gets its equal share of the time that is left, so the last gets what the others did not
 * use.
 */
public final class Portfolio implements Solver {
  private static final int MOST_PINS = 8;

  private final List<Solver> solvers;

  /** The portfolio of these solvers, in this order. */
  public Portfolio(List<Solver> solvers) {
    this.solvers = List.copyOf(solvers);
  }

  /** Bitwuzla, then Z3. */
  public static Portfolio standard() {
    return new Portfolio(List.of(new Bitwuzla(), new Z3()));
  }

  @Override
  public Answer check(List<Term> assertions, Duration limit) {
    if (assertions.isEmpty()) {
      return new Answer.Satisfiable(Assignment.random(0));
    }
    Term conjunction = assertions.get(0).bank().all(assertions);
    if (conjunction.isConstant()) {
      return conjunction.isTrue()
          ? new Answer.Satisfiable(Assignment.random(0))
          : new Answer.Unsatisfiable();
    }
    return ask(assertions, limit);
  }

  private Answer ask(List<Term> assertions, Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    List<String> reasons = new ArrayList<>();
    for (int i = 0; i < solvers.size(); i++) {
      long left = Math.max(0, end - System.nanoTime());
      Duration share = Duration.ofNanos(left / (solvers.size() - i));
      Answer answer = pinned(solvers.get(i), assertions, share);
      if (!(answer instanceof Answer.Unknown(String reason))) {
        return answer;
      }
      reasons.add(reason);
      if (Thread.currentThread().isInterrupted()) {
        break;
      }
    }
    return new Answer.Unknown(String.join("; ", reasons));
  }

  /** The answer of a solver, which gets some values of known functions if it lacks them. */
  private static Answer pinned(Solver solver, List<Term> assertions, Duration share) {
    long end = System.nanoTime() + share.toNanos();
    Answer answer = solver.check(assertions, share);
    if (!answer.equals(new Answer.Unknown(Query.APPROXIMATED))) {
      return answer;
    }
    Pins pins = new Pins(assertions);
    for (int i = 0; i < MOST_PINS && !pins.isEmpty(); i++) {
      List<Term> more = new ArrayList<>(assertions);
      more.addAll(pins.next());
      long left = Math.max(0, end - System.nanoTime());
      Answer found = solver.check(more, Duration.ofNanos(left / (MOST_PINS - i)));
      if (found instanceof Answer.Satisfiable) {
        return found;
      }
    }
    return answer;
  }
}
