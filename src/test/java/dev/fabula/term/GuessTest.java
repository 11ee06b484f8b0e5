package dev.fabula.term;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found without a solver. */
class GuessTest {
  private static final int ROUNDS = 2_000;
  private static final int FEWEST_FOUND = 1_000;

  private final Terms bank = new Terms();
  private final Term memory = bank.memory("bytes", 64);
  private final Term p = bank.variable("place", 64);
  private final Term x = bank.variable("x", 32);
  private final Term y = bank.variable("y", 32);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whatIsFoundHolds(long group) {
    int found = 0;
    for (int i = 0; i < ROUNDS; i++) {
      long seed = group * 1_000_003 + i;
      List<Term> conditions =
          List.of(RandomTerms.of(bank, 2 * seed, 1, 3), RandomTerms.of(bank, 2 * seed + 1, 1, 3));
      Optional<Assignment> guess = Guess.of(conditions, seed);
      found += guess.isPresent() ? 1 : 0;
      guess.ifPresent(
          a -> assertThat(conditions).as("seed %d", seed).allMatch(new Evaluator(a)::holds));
    }
    assertThat(found).isGreaterThan(FEWEST_FOUND);
  }

  @Test
  void findsWhatIsLoaded() {
    assertFound(memory.load(p, 4).eq(x), memory.load(p.add(4), 4).eq(y.add(x)), x.ult(y));
  }

  @Test
  void findsPartsAndResults() {
    Term called = bank.apply("called", 32, List.of(x));
    assertFound(
        called.extract(15, 8).eq(bank.constant(7, 8)),
        called.ne(y),
        x.extract(7, 0).zext(32).eq(bank.constant(200, 32)));
  }

  @Test
  void findsNothingThatCannotBe() {
    assertThat(Guess.of(List.of(x.ult(y), y.ult(x)), 1)).isEmpty();
  }

  private void assertFound(Term... conditions) {
    Assignment guess = Guess.of(List.of(conditions), 1).orElseThrow();
    assertThat(conditions).allMatch(new Evaluator(guess)::holds);
  }
}
