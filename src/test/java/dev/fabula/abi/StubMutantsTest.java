package dev.fabula.abi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Of stubs with one thing wrong nearly all are refuted; {@code ./dev mutate-stubs} tries them all.
 */
final class StubMutantsTest {

  private static final int SAMPLE = 200;
  private static final long SEED = 8;

  @Test
  void nearlyAllAreRefuted() {
    List<MutateStubs.Case> cases = new ArrayList<>(MutateStubs.cases());
    Collections.shuffle(cases, new Random(SEED));
    MutateStubs.Result result = MutateStubs.run(cases.subList(0, SAMPLE));
    assertThat(result.counts().keySet()).containsExactly(Mutant.Kind.values());
    assertThat(result.refused()).isLessThan(SAMPLE / 5);
    assertThat(result.refuted() * 100)
        .as("%s", result.missed())
        .isGreaterThanOrEqualTo(result.all() * 99);
  }
}
