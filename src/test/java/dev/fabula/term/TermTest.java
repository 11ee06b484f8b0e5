package dev.fabula.term;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Terms as objects: sorts, unknowns, text, size; evaluation and substitution of long chains. */
class TermTest {
  private static final int LONGEST = 100_000;
  private static final int LONG = 10_000;

  private final Terms bank = new Terms();
  private final Term x = bank.variable("x", 32);
  private final Term y = bank.variable("y", 32);

  @Test
  void refusesWhatHasNoSort() {
    Term narrow = bank.variable("n", 8);
    Term memory = bank.memory("m", 32);
    List<Runnable> wrong =
        List.of(
            () -> x.add(narrow),
            () -> x.eq(memory),
            () -> memory.not(),
            () -> x.extract(32, 0),
            () -> x.extract(3, 4),
            () -> x.zext(31),
            () -> x.ite(x, y),
            () -> memory.load(narrow, 4),
            () -> memory.store(x, bank.variable("odd", 7)),
            () -> x.load(x, 4),
            () -> x.value(),
            () -> bank.variable("x", 16),
            () -> bank.memory("x", 32),
            () -> bank.constant(0, 0),
            () -> x.add(new Terms().variable("x", 32)));
    for (Runnable each : wrong) {
      assertThatThrownBy(each::run).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void knowsWhatItDependsOn() {
    Term memory = bank.memory("m", 32);
    Term seven = bank.apply("seven", 32, List.of());
    Term term = bank.apply("f", 32, List.of(x.add(1))).add(memory.load(y, 4)).xor(seven);
    assertThat(term.variables()).containsExactlyInAnyOrder(x, y, memory, seven);
    assertThat(bank.constant(3, 9).variables()).isEmpty();
    assertThat(x.xor(y).xor(y).variables()).containsExactly(x);
  }

  @Test
  void readsAsText() {
    Term memory = bank.memory("m", 32);
    assertThat(x.add(4).sub(y)).hasToString("x - y + 4");
    assertThat(x.or(y).extract(7, 0)).hasToString("x[7:0] | y[7:0]");
    assertThat(memory.store(x, y).load(y, 4)).hasToString("load32(m{x := y}, y)");
    assertThat(x.ult(y).ite(x, y.not())).hasToString("if (x <u y) then x else ~y");
    assertThat(x.truncate(8).zext(32).mul(y)).hasToString("y * zext32(x[7:0])");
    assertThat(x.ule(y)).hasToString("y >=u x");
    assertThat(bank.apply("f", 8, List.of(x, bank.constant(255, 8)))).hasToString("f(x, 0xff)");
    Term doubled = x;
    for (int i = 0; i < 100; i++) {
      doubled = bank.apply("g", 32, List.of(doubled, doubled));
    }
    assertThat(doubled.toString()).hasSizeLessThan(5_000).contains("…");
  }

  /** Chains that the simplifier cannot shorten, each step built from the one before. */
  private List<Term> chains() {
    Term memory = bank.memory("m", 32);
    List<UnaryOperator<Term>> steps =
        List.of(
            t -> t.mul(t).add(1),
            t -> t.add(bank.apply("h", 32, List.of(t))),
            t -> t.xor(t.rotl(y)),
            t -> t.ult(y).ite(t.add(3), t.udiv(y)),
            t -> memory.load(t, 4),
            t -> t.and(x.shl(t)).not(),
            t -> t.truncate(16).concat(t.extract(31, 16).add(y.truncate(16))));
    List<Term> chains = new ArrayList<>();
    for (UnaryOperator<Term> step : steps) {
      Term term = x;
      for (int i = 0; i < LONG; i++) {
        term = step.apply(term);
      }
      chains.add(term);
    }
    Term applied = x;
    Term stored = memory;
    for (int i = 0; i < LONGEST; i++) {
      applied = bank.apply("f", 32, List.of(applied));
      stored = stored.store(bank.apply("p", 32, List.of(bank.constant(i, 32))), x);
    }
    chains.add(applied);
    chains.add(stored.load(y, 4));
    return chains;
  }

  @Test
  void longChainsOverflowNothing() {
    Substitution substitution = new Substitution(Map.of(x, bank.constant(5, 32)));
    Evaluator five = new Evaluator(Assignment.of(Map.of("x", BigInteger.valueOf(5))));
    for (Term chain : chains()) {
      assertThat(chain.variables()).contains(x);
      Term replaced = substitution.apply(chain);
      assertThat(replaced.variables()).doesNotContain(x);
      assertThat(five.value(replaced)).isEqualTo(five.value(chain));
      assertThat(chain.toString()).isNotEmpty();
    }
  }

  @Test
  void substitutionReplacesMemoriesAndSubterms() {
    Term memory = bank.memory("m", 32);
    Term other = bank.memory("n", 32);
    Term term = memory.load(x.add(8), 4);
    Term stored = other.store(x, y);
    assertThat(new Substitution(Map.of(memory, stored)).apply(term))
        .isSameAs(other.load(x.add(8), 4));
    assertThat(new Substitution(Map.of(memory, stored, x, x.sub(8))).apply(term))
        .isSameAs(other.store(x, y).load(x, 4));
    assertThatThrownBy(() -> new Substitution(Map.of(x, memory)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void evaluationIsTotalAndRepeatable() {
    Term memory = bank.applyMemory("call", 32, List.of(bank.memory("m", 32), x));
    Term term = memory.load(x, 4).add(bank.apply("f", 32, List.of(y, memory)));
    Evaluator first = new Evaluator(Assignment.random(7));
    assertThat(first.value(term)).isEqualTo(new Evaluator(Assignment.random(7)).value(term));
    assertThat(first.value(term)).isNotEqualTo(new Evaluator(Assignment.random(8)).value(term));
    assertThat(first.memory(memory).load(first.value(x), 4))
        .isEqualTo(first.value(memory.load(x, 4)));
  }

  @Test
  void memoriesOfEqualContentsAreEqualOperands() {
    Term memory = bank.memory("m", 32);
    Term there = memory.store(x, y).store(y, x);
    Term back = there.store(x, memory.load(x, 4)).store(y, memory.load(y, 4));
    Term ofBack = bank.apply("f", 32, List.of(back));
    Term ofMemory = bank.apply("f", 32, List.of(memory));
    Evaluator far =
        new Evaluator(
            Assignment.of(Map.of("x", BigInteger.valueOf(8), "y", BigInteger.valueOf(64))));
    assertThat(ofBack).isNotSameAs(ofMemory);
    assertThat(far.value(ofBack)).isEqualTo(far.value(ofMemory));
    assertThat(far.value(bank.apply("f", 32, List.of(there)))).isNotEqualTo(far.value(ofMemory));
    assertThat(far.memory(back).changes()).isEmpty();
  }
}
