package dev.fabula.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fabula.term.Op;
import dev.fabula.term.Term;
import dev.fabula.term.Terms;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is special about the native binding: errors, threads, interruption, absence. */
class BitwuzlaTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static BitwuzlaCalls calls() {
    assertThat(BitwuzlaLibrary.get()).isInstanceOf(BitwuzlaLibrary.Loaded.class);
    return ((BitwuzlaLibrary.Loaded) BitwuzlaLibrary.get()).calls();
  }

  @Test
  void reportsASortMismatchAsAnException() {
    try (BitwuzlaSession session = new BitwuzlaSession(calls())) {
      Long narrow = session.variable("x", 8);
      Long wide = session.variable("y", 16);
      assertThatThrownBy(() -> session.binary(Op.ADD, narrow, wide))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("bitwuzla");
      assertThatThrownBy(() -> session.require(narrow)).isInstanceOf(IllegalStateException.class);
      Long sum = session.binary(Op.ADD, narrow, session.constant(BigInteger.ONE, 8));
      session.require(session.compare(Op.ULT, sum, narrow));
      assertThat(session.check(LIMIT)).isEqualTo(Session.Result.SATISFIABLE);
      assertThat(session.value(narrow)).isEqualTo(BigInteger.valueOf(255));
    }
  }

  @Test
  void answersOnFourThreadsAtOnce() throws Exception {
    Bitwuzla solver = new Bitwuzla();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<Integer>> counts = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        int thread = t;
        counts.add(threads.submit(() -> answered(solver, thread)));
      }
      for (Future<Integer> count : counts) {
        assertThat(count.get()).isEqualTo(200);
      }
    }
  }

  /** How many of 200 queries, half of them satisfiable, are answered as they should be. */
  private static int answered(Solver solver, int thread) {
    int right = 0;
    for (int i = 0; i < 200; i++) {
      Terms bank = new Terms();
      Term x = bank.variable("x", 32);
      Term y = bank.variable("y", 32);
      Term n = bank.constant(200 * thread + i, 32);
      boolean satisfiable = i % 2 == 0;
      Term apart = x.sub(y).eq(n).and(y.sub(x).eq(satisfiable ? n.neg() : n.neg().sub(1)));
      Term signed = x.slt(y).and(satisfiable ? x.sign() : x.sign().and(y.slt(x)));
      Answer answer = solver.check(List.of(i % 4 < 2 ? signed : apart.and(x.ne(y))), LIMIT);
      boolean expected = satisfiable && (i % 4 < 2 || 200 * thread + i != 0);
      right += answer instanceof Answer.Satisfiable == expected ? 1 : 0;
      right -= answer instanceof Answer.Unknown ? 1 : 0;
    }
    return right;
  }

  @Test
  void leavesAnInterruptedThreadInterrupted() {
    Terms bank = new Terms();
    Term x = bank.variable("x", 64);
    Term y = bank.variable("y", 64);
    Term hard = x.mul(x).mul(y).eq(y.mul(y).add(bank.constant(1, 64))).and(x.ult(y));
    Thread.currentThread().interrupt();
    try {
      Answer answer = new Bitwuzla().check(List.of(hard), LIMIT);
      assertThat(answer).isEqualTo(new Answer.Unknown("Bitwuzla was interrupted"));
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void saysWhyTheLibraryIsMissing(@TempDir Path folder) {
    assertThat(BitwuzlaLibrary.load(folder.toString()))
        .isInstanceOfSatisfying(
            BitwuzlaLibrary.Missing.class, m -> assertThat(m.reason()).contains("there is no"));
  }
}
