package dev.fabula.solver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.term.Assignment;
import dev.fabula.term.Term;
import dev.fabula.term.Terms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The order in which a portfolio asks. */
class PortfolioTest {
  private static final Duration LIMIT = Duration.ofSeconds(1);

  private final List<String> asked = new ArrayList<>();
  private final Terms bank = new Terms();

  private Solver solver(String name, Answer answer) {
    return (assertions, limit) -> {
      asked.add(name);
      return answer;
    };
  }

  @Test
  void asksNobodyWhereTheSimplifierKnows() {
    Portfolio portfolio = new Portfolio(List.of(solver("first", new Answer.Unknown("no idea"))));
    Term x = bank.variable("x", 8);
    assertThat(portfolio.check(List.of(x.eq(x)), LIMIT)).isInstanceOf(Answer.Satisfiable.class);
    assertThat(portfolio.check(List.of(x.ult(x)), LIMIT)).isEqualTo(new Answer.Unsatisfiable());
    Term p = bank.variable("p", 1);
    assertThat(portfolio.check(List.of(p, p.not()), LIMIT)).isEqualTo(new Answer.Unsatisfiable());
    assertThat(asked).isEmpty();
  }

  @Test
  void asksTheNextWhenOneDoesNotKnow() {
    Answer found = new Answer.Satisfiable(Assignment.random(0));
    Portfolio portfolio =
        new Portfolio(
            List.of(
                solver("first", new Answer.Unknown("no idea")),
                solver("second", found),
                solver("third", new Answer.Unsatisfiable())));
    assertThat(portfolio.check(List.of(bank.variable("p", 1)), LIMIT)).isSameAs(found);
    assertThat(asked).containsExactly("first", "second");
  }

  @Test
  void givesAllReasonsWhenNobodyKnows() {
    Portfolio portfolio =
        new Portfolio(
            List.of(
                solver("first", new Answer.Unknown("no idea")),
                solver("second", new Answer.Unknown("too hard"))));
    assertThat(portfolio.check(List.of(bank.variable("p", 1)), LIMIT))
        .isEqualTo(new Answer.Unknown("no idea; too hard"));
  }
}
