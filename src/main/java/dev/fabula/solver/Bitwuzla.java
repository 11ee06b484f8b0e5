package dev.fabula.solver;

import dev.fabula.term.Term;
import java.time.Duration;
import java.util.List;

/**
 * Bitwuzla, from {@code libbitwuzla.so} in the folder that the system property {@code
 * fabula.natives} names.
 *
 * <p>The library is loaded by the first query. Each query has its own term manager and must run on
 * one platform thread.
 */
public final class Bitwuzla implements Solver {
  /** Creates the solver without loading anything. */
  public Bitwuzla() {}

  @Override
  public Answer check(List<Term> assertions, Duration limit) {
    return switch (BitwuzlaLibrary.get()) {
      case BitwuzlaLibrary.Missing missing -> new Answer.Unknown(missing.reason());
      case BitwuzlaLibrary.Loaded loaded ->
          Query.run(new BitwuzlaSession(loaded.calls()), assertions, limit);
    };
  }
}
