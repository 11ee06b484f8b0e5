package dev.fabula.solver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.term.Assignment;
import dev.fabula.term.Evaluator;
import dev.fabula.term.Guess;
import dev.fabula.term.KnownFunction;
import dev.fabula.term.Substitution;
import dev.fabula.term.Term;
import dev.fabula.term.Terms;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Functions whose value is computed, and what a solver makes of them. */
class KnownFunctionTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** The product of two numbers, less their sum. */
  private enum Sample implements KnownFunction {
    SAMPLE;

    @Override
    public int width() {
      return 16;
    }

    @Override
    public BigInteger value(List<BigInteger> arguments) {
      BigInteger a = arguments.get(0);
      BigInteger b = arguments.get(1);
      return a.multiply(b).subtract(a).subtract(b).mod(BigInteger.ONE.shiftLeft(width()));
    }
  }

  private final Terms bank = new Terms();
  private final Term x = bank.variable("x", 16);
  private final Term y = bank.variable("y", 16);

  private Term sample(Term a, Term b) {
    return bank.apply(Sample.SAMPLE, List.of(a, b));
  }

  private Term number(int value) {
    return bank.constant(value, 16);
  }

  static Stream<Solver> solvers() {
    return Stream.of(new Bitwuzla(), new Z3());
  }

  @Test
  void isComputedWhereTheArgumentsAreConstants() {
    assertThat(sample(number(3), number(5))).isSameAs(number(7));
    assertThat(new Substitution(Map.of(x, number(3), y, number(5))).apply(sample(x, y)))
        .isSameAs(number(7));
    assertThat(sample(x, y)).isSameAs(sample(x, y));
  }

  @Test
  void isEvaluated() {
    Assignment assignment =
        Assignment.of(Map.of("x", BigInteger.valueOf(7), "y", BigInteger.valueOf(9)));
    assertThat(new Evaluator(assignment).value(sample(x, sample(y, x)))).isEqualTo(275);
  }

  @Test
  void isGuessedToDiffer() {
    Term differs = sample(x, y).ne(bank.constant(sampleOfRandom(), 16));
    assertThat(Guess.of(List.of(differs), 1))
        .hasValueSatisfying(a -> assertThat(new Evaluator(a).holds(differs)).isTrue());
  }

  /** What the assignment of seed 1 gives, so that a first guess is none. */
  private BigInteger sampleOfRandom() {
    return new Evaluator(Assignment.random(1)).value(sample(x, y));
  }

  @ParameterizedTest
  @MethodSource("solvers")
  void isOneFunctionToASolver(Solver solver) {
    Term different = sample(x, number(4)).ne(sample(y, number(4)));
    assertThat(solver.check(List.of(x.eq(y), different), LIMIT))
        .isEqualTo(new Answer.Unsatisfiable());
  }

  @ParameterizedTest
  @MethodSource("solvers")
  void aModelHasItsValues(Solver solver) {
    Term few = x.ult(number(6)).and(y.eq(number(5)));
    Term wanted = sample(x, y).eq(number(11));
    Answer answer = solver.check(List.of(few, wanted), LIMIT);
    assertThat(answer).isInstanceOf(Answer.Satisfiable.class);
    assertThat(((Answer.Satisfiable) answer).model().variable("x", 16)).isEqualTo(4);
  }

  @ParameterizedTest
  @MethodSource("solvers")
  void whatNoValueSatisfiesIsRefuted(Solver solver) {
    Term few = x.ult(number(6)).and(y.eq(number(5)));
    Term wanted = sample(x, y).eq(number(12));
    assertThat(solver.check(List.of(few, wanted), LIMIT)).isEqualTo(new Answer.Unsatisfiable());
  }

  @ParameterizedTest
  @MethodSource("solvers")
  void whatTakesTooManyValuesIsUnknown(Solver solver) {
    Term impossible = sample(x, number(1)).eq(number(12));
    assertThat(solver.check(List.of(impossible), LIMIT)).isInstanceOf(Answer.Unknown.class);
  }
}
