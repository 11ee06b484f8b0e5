package dev.fabula.isa.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All that is written down to be compared: sequences, floats under every rounding, and the rest. */
class WrittenTest {

  @ParameterizedTest
  @CsvSource({"x86_64, 40000", "aarch64, 15000", "riscv64, 5000", "arm, 5000"})
  void meaningsAgree(String name, int atLeast) throws Exception {
    Target target = Targets.of(name);
    Optional<String> absent = target.absent();
    absent.ifPresent(why -> System.out.println("skipped: comparison with " + name + ": " + why));
    assumeTrue(absent.isEmpty(), () -> absent.orElse(""));
    Tally tally = new Campaign(target, new Options(7, 0, 1, 1, 0, m -> true)).runWritten();
    assertThat(new Report(target, tally).reproducers()).isEmpty();
    assertThat(tally.executions()).isGreaterThan(atLeast);
    System.out.println(name + " " + tally.executions() + " " + tally.twins + " " + tally.proved + " " + tally.skipped);
  }
}
