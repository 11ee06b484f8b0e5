package dev.fabula.solver;

import dev.fabula.term.Term;
import java.time.Duration;
import java.util.List;

/**
 * Z3, with the native libraries that z3-turnkey carries.
 *
 * <p>They are loaded by the first query. Each query has its own context.
 */
public final class Z3 implements Solver {
  /** Creates the solver without loading anything. */
  public Z3() {}

  @Override
  public Answer check(List<Term> assertions, Duration limit) {
    Z3Session session;
    try {
      session = new Z3Session();
    } catch (LinkageError e) {
      return new Answer.Unknown("Z3 cannot be loaded: " + e.getMessage());
    }
    return Query.run(session, assertions, limit);
  }
}
