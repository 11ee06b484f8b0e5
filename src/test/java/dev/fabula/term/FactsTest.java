package dev.fabula.term;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What conditions say of other terms. */
class FactsTest {
  private static final int ROUNDS = 2_000;
  private static final int FEWEST_SIMPLER = 50;

  private final Terms bank = new Terms();
  private final Term x = bank.variable("x", 32);
  private final Term y = bank.variable("y", 32);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whereTheConditionsHoldNothingElseChanges(long group) {
    int simpler = 0;
    for (int i = 0; i < ROUNDS; i++) {
      long seed = group * 1_000_003 + i;
      Evaluator evaluator = new Evaluator(Assignment.random(seed));
      List<Term> conditions = new ArrayList<>();
      for (int k = 0; k < 3; k++) {
        Term condition = RandomTerms.of(bank, 3 * seed + k, 1, 3);
        conditions.add(evaluator.holds(condition) ? condition : condition.not());
      }
      Term choice = conditions.get(i % 3).ite(RandomTerms.of(bank, seed, 32, 3), x);
      Term simple = Facts.of(conditions).simplify(choice);
      simpler += simple == choice ? 0 : 1;
      assertThat(evaluator.value(simple)).as("seed %d", seed).isEqualTo(evaluator.value(choice));
    }
    assertThat(simpler).isGreaterThan(FEWEST_SIMPLER);
  }

  @Test
  void aChoiceThatIsDecidedGoesAway() {
    Term condition = x.ult(y);
    assertThat(Facts.of(List.of(condition)).simplify(condition.ite(x, y))).isSameAs(x);
    assertThat(Facts.of(List.of(condition.not())).simplify(condition.ite(x, y))).isSameAs(y);
  }

  @Test
  void aValueThatIsKnownIsPutIn() {
    Term five = bank.constant(5, 32);
    List<Term> conditions = List.of(x.eq(five).and(y.ult(x)));
    assertThat(Facts.of(conditions).simplify(x.add(1))).isSameAs(bank.constant(6, 32));
    assertThat(Facts.of(conditions).simplify(y.ult(x)).isTrue()).isTrue();
  }

  @Test
  void whatFollowsFromAnotherFactIsFound() {
    Term first = x.ult(y);
    Term second = first.ite(x, y).eq(bank.constant(7, 32));
    Term value = second.ite(first.ite(x, bank.constant(1, 32)), y);
    assertThat(Facts.of(List.of(first, second)).simplify(value)).isSameAs(x);
  }
}
