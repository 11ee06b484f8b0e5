package dev.fabula.solver;

import dev.fabula.term.Term;
import java.time.Duration;
import java.util.List;

/** A decision procedure for terms; safe to share between threads. */
@FunctionalInterface
public interface Solver {
  /**
   * Whether some assignment makes all assertions true.
   *
   * <p>An interrupted thread gets {@link Answer.Unknown} and stays interrupted.
   *
   * @param assertions terms of width 1, of one bank
   * @param limit the time after which the answer is {@link Answer.Unknown}
   */
  Answer check(List<Term> assertions, Duration limit);
}
