package dev.fabula.solver;

import dev.fabula.term.Assignment;

/** What a solver found out about the conjunction of its assertions. */
public sealed interface Answer {
  /** Some assignment makes all assertions true; the model was evaluated and does. */
  record Satisfiable(Assignment model) implements Answer {}

  /** No assignment makes all assertions true. */
  record Unsatisfiable() implements Answer {}

  /** Neither is known, for a reason that is fit for a message. */
  record Unknown(String reason) implements Answer {}
}
