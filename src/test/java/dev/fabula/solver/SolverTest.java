package dev.fabula.solver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.term.Assignment;
import dev.fabula.term.Evaluator;
import dev.fabula.term.Term;
import dev.fabula.term.Terms;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every solver must answer. */
class SolverTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  static Stream<Solver> solvers() {
    return Stream.of(new Bitwuzla(), new Z3(), Portfolio.standard());
  }

  private static Assignment model(Solver solver, Term... assertions) {
    Answer answer = solver.check(List.of(assertions), LIMIT);
    assertThat(answer).isInstanceOf(Answer.Satisfiable.class);
    return ((Answer.Satisfiable) answer).model();
  }

  private static void refuted(Solver solver, Term... assertions) {
    assertThat(solver.check(List.of(assertions), LIMIT)).isEqualTo(new Answer.Unsatisfiable());
  }

  @ParameterizedTest
  @MethodSource("solvers")
  void findsTheOnlySolution(Solver solver) {
    Terms bank = new Terms();
    Term x = bank.variable("x", 32);
    Assignment model =
        model(
            solver,
            x.mul(bank.constant(3, 32)).eq(bank.constant(21, 32)),
            x.ult(bank.constant(1000, 32)));
    assertThat(model.variable("x", 32)).isEqualTo(BigInteger.valueOf(7));
  }

  @ParameterizedTest
  @MethodSource("solvers")
  void refutesAViolatedIdentity(Solver solver) {
    Terms bank = new Terms();
    Term x = bank.variable("x", 16);
    Term y = bank.variable("y", 16);
    Term sum = x.xor(y).add(x.and(y).shl(bank.constant(1, 16)));
    refuted(solver, sum.ne(x.add(y)));
  }

  @ParameterizedTest
  @MethodSource("solvers")
  void knowsEveryOperator(Solver solver) {
    Terms bank = new Terms();
    Term x = bank.variable("x", 8);
    Term y = bank.variable("y", 8);
    Term a = bank.constant(0xb4, 8);
    Term b = bank.constant(0x0d, 8);
    List<Term> operations = operations(x, y);
    List<Term> values = operations(a, b);
    for (int i = 0; i < operations.size(); i++) {
      refuted(solver, x.eq(a), y.eq(b), operations.get(i).ne(values.get(i)));
      model(solver, x.eq(a), y.eq(b), operations.get(i).eq(values.get(i)));
    }
  }

  private static List<Term> operations(Term x, Term y) {
    return List.of(
        x.add(y),
        x.sub(y),
        x.mul(y),
        x.neg(),
        x.not(),
        x.and(y),
        x.or(y),
        x.xor(y),
        x.udiv(y),
        x.urem(y),
        x.sdiv(y),
        x.srem(y),
        x.shl(y),
        x.lshr(y),
        x.ashr(y),
        x.rotl(y),
        x.rotr(y),
        x.eq(y),
        x.ult(y),
        x.slt(y),
        x.ule(y),
        x.sle(y),
        x.slt(y).ite(x, y),
        x.extract(6, 2),
        x.concat(y),
        x.zext(13),
        x.sext(13),
        x.popcount(),
        x.clz(),
        x.ctz(),
        x.bitReverse(),
        x.truncate(7).rotl(y.truncate(7)),
        x.truncate(7).rotr(y.truncate(7)),
        x.truncate(7).clz(),
        y.truncate(3).ctz());
  }

  @ParameterizedTest
  @MethodSource("solvers")
  void readsMemoriesFromTheModel(Solver solver) {
    Terms bank = new Terms();
    Term memory = bank.memory("m", 64);
    Term p = bank.variable("p", 64);
    Term q = bank.variable("q", 64);
    Term stored = memory.store(p, bank.constant(0x11223344L, 32));
    Term condition = stored.load(q, 4).eq(bank.constant(0x55112233L, 32));
    Assignment model = model(solver, condition);
    assertThat(new Evaluator(model).holds(condition)).isTrue();
    assertThat(model.memories().get("m")).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("solvers")
  void decidesAliasing(Solver solver) {
    Terms bank = new Terms();
    Term memory = bank.memory("m", 32);
    Term p = bank.variable("p", 32);
    Term q = bank.variable("q", 32);
    Term stored = memory.store(p, bank.variable("v", 16));
    Term changed = stored.load(q, 2).ne(memory.load(q, 2));
    Term far = q.sub(p).uge(bank.constant(2, 32)).and(p.sub(q).uge(bank.constant(2, 32)));
    refuted(solver, changed, far);
    model(solver, changed, far.not());
  }

  @ParameterizedTest
  @MethodSource("solvers")
  void treatsUninterpretedFunctionsAsFunctions(Solver solver) {
    Terms bank = new Terms();
    Term x = bank.variable("x", 8);
    Term y = bank.variable("y", 8);
    Term fx = bank.apply("f", 16, List.of(x, x.ult(y)));
    Term fy = bank.apply("f", 16, List.of(y, y.ult(x)));
    refuted(solver, fx.ne(fy), x.eq(y));
    Assignment model = model(solver, fx.ne(fy));
    assertThat(new Evaluator(model).holds(fx.ne(fy))).isTrue();
    Term nested = bank.apply("g", 8, List.of(bank.apply("g", 8, List.of(x))));
    assertThat(new Evaluator(model(solver, nested.ne(x))).holds(nested.ne(x))).isTrue();
    Term constant = bank.apply("c", 8, List.of());
    model(solver, constant.eq(bank.constant(77, 8)));
  }

  @ParameterizedTest
  @MethodSource("solvers")
  void readsFunctionsOfMemories(Solver solver) {
    Terms bank = new Terms();
    Term memory = bank.memory("m", 32);
    Term p = bank.variable("p", 32);
    Term after = bank.applyMemory("call", 32, List.of(memory, p));
    Term result = bank.apply("result", 32, List.of(memory.store(p, p)));
    Term condition = after.load(p, 4).eq(result.add(1)).and(result.ne(p));
    assertThat(new Evaluator(model(solver, condition)).holds(condition)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("solvers")
  void keepsToItsTimeLimit(Solver solver) {
    Terms bank = new Terms();
    Term x = bank.variable("x", 64).zext(128);
    Term y = bank.variable("y", 64).zext(128);
    BigInteger first = BigInteger.probablePrime(63, new Random(5));
    BigInteger second = BigInteger.probablePrime(62, new Random(6));
    Term hard = x.mul(y).eq(bank.constant(first.multiply(second), 128));
    Answer answer = solver.check(List.of(hard), Duration.ofMillis(300));
    assertThat(answer).isInstanceOf(Answer.Unknown.class);
    assertThat(((Answer.Unknown) answer).reason()).contains(" ms");
  }

  @ParameterizedTest
  @MethodSource("solvers")
  void answersWithoutAssertions(Solver solver) {
    Terms bank = new Terms();
    model(solver);
    model(solver, bank.trueTerm());
    refuted(solver, bank.falseTerm());
  }
}
