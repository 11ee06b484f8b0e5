package dev.fabula.solver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.term.RandomTerms;
import dev.fabula.term.Term;
import dev.fabula.term.Terms;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The solvers against each other, on random small queries; their models are evaluated. */
class AgreementTest {
  private static final Duration LIMIT = Duration.ofMillis(500);
  private static final int QUERIES = Integer.getInteger("fabula.queries", 100);

  @Test
  void bitwuzlaAndZ3Agree() {
    int decided = 0;
    for (int seed = 0; seed < QUERIES; seed++) {
      Terms bank = new Terms();
      Term condition = RandomTerms.of(bank, seed, 1, 3 + seed % 3);
      Answer first = new Bitwuzla().check(List.of(condition), LIMIT);
      Answer second = new Z3().check(List.of(condition), LIMIT);
      boolean known = !(first instanceof Answer.Unknown) && !(second instanceof Answer.Unknown);
      decided += known ? 1 : 0;
      if (known) {
        assertThat(first.getClass())
            .as("seed %d: %s", seed, condition)
            .isEqualTo(second.getClass());
      }
    }
    assertThat(decided).isGreaterThan(QUERIES / 2);
  }
}
