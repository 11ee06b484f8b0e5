package dev.fabula.isa.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A sample of what {@code ./dev validate} compares. */
class ValidationTest {

  private static final int INSTANCES = 2;
  private static final int STATES = 2;

  @ParameterizedTest
  @CsvSource({
    "x86_64, 0.015, 3000",
    "aarch64, 0.02, 2000",
    "riscv64, 0.03, 1000",
    "riscv32, 0.02, 500",
    "arm, 0.02, 2000",
    "thumb, 0.02, 500",
    "i386, 0.01, 500"
  })
  void meaningsAgree(String name, double share, int atLeast) throws Exception {
    Target target = Targets.of(name);
    Optional<String> absent = target.absent();
    absent.ifPresent(why -> System.out.println("skipped: comparison with " + name + ": " + why));
    assumeTrue(absent.isEmpty(), () -> absent.orElse(""));
    Options options = new Options(20, INSTANCES, STATES, share, 0, m -> true);
    Tally tally = new Campaign(target, options).run();
    Report report = new Report(target, tally);
    assertThat(report.reproducers()).isEmpty();
    assertThat(tally.executions()).isGreaterThan(atLeast);
    assertThat(tally.twins).isPositive();
    assertThat(tally.proved).isPositive();
  }
}
