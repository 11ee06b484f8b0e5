package dev.fabula.story;

import dev.fabula.check.Tools;
import dev.fabula.mir.Foreign;
import dev.fabula.mir.Unsupported;
import dev.fabula.solver.Answer;
import dev.fabula.term.Term;
import java.time.Duration;
import java.util.List;

/**
 * Code of stories alone, whose ways are followed as far as they can be taken.
 *
 * @param tools what decides that
 */
record Possibility(Tools tools) implements Foreign {

  /** A loop that is turned once too often costs little, a question as much as it takes. */
  private static final Duration LIMIT = Duration.ofMillis(500);

  /** Whether conditions may hold together; so if that is not decided soon. */
  static boolean of(List<Term> conditions, Tools tools) {
    List<Term> open = conditions.stream().filter(c -> !c.isTrue()).toList();
    return open.isEmpty() || !(tools.solver().check(open, LIMIT) instanceof Answer.Unsatisfiable);
  }

  @Override
  public boolean isPossible(List<Term> conditions) {
    return of(conditions, tools);
  }

  @Override
  public boolean knows(String callee) {
    return false;
  }

  @Override
  public List<Turn> call(String callee, List<Term> inputs, Term memory) throws Unsupported {
    throw new Unsupported("a call of `" + callee + "`");
  }
}
