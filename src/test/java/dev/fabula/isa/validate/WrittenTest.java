package dev.fabula.isa.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * All that is written down to be compared: sequences, floats under every rounding, and single
 * instructions with the operands that matter.
 */
class WrittenTest {

  private static final String ABSENT = "no instruction of this processor";

  /**
   * Compares.
   *
   * @param skipped mnemonics of the forms that cannot be compared
   */
  @ParameterizedTest
  @CsvSource({
    "x86_64, 70000, ''",
    "aarch64, 25000, sevl xpaclri",
    "riscv64, 6000, ''",
    "arm, 10000, mrs vldr vstr"
  })
  void meaningsAgree(String name, int atLeast, String skipped) throws Exception {
    Target target = Targets.of(name);
    Optional<String> absent = target.absent();
    absent.ifPresent(why -> System.out.println("skipped: comparison with " + name + ": " + why));
    assumeTrue(absent.isEmpty(), () -> absent.orElse(""));
    Tally tally = new Campaign(target, new Options(7, 0, 1, 1, 0, m -> true)).runWritten();
    assertThat(new Report(target, tally).reproducers()).isEmpty();
    assertThat(tally.executions()).isGreaterThan(atLeast);
    assertThat(tally.twins).isPositive();
    assertThat(String.join(" ", skipped(tally))).isEqualTo(skipped);
  }

  private static Set<String> skipped(Tally tally) {
    Set<String> all = new TreeSet<>();
    for (Map.Entry<String, Set<String>> reason : tally.skipped.entrySet()) {
      if (!reason.getKey().equals(ABSENT)) {
        all.addAll(reason.getValue());
      }
    }
    return all;
  }
}
