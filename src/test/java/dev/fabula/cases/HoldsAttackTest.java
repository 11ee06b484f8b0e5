package dev.fabula.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.asm.Assembler;
import dev.fabula.attack.Attack;
import dev.fabula.attack.Lie;
import dev.fabula.check.PlaceReport;
import dev.fabula.check.Verdict;
import dev.fabula.site.Site;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Sites that hold are run with constants, in any allocation that their contract permits and from
 * any entry state: nothing may be lost, and outputs depend on inputs alone.
 */
class HoldsAttackTest {

  private static final int ALLOCATIONS = 6;
  private static final int STATES = 4;
  private static final int FEWEST_RUNS = 10_000;
  private static final Pattern LIES =
      Pattern.compile(
          "broken\\((input-modified|register-not-declared|late-output-written-early"
              + "|operand-in-named-register|inputs-may-share|output-not-written"
              + "|output-read-before-written|narrow-value-read-wide|undefined-flag-read"
              + "|undeclared-register-read|stack-pointer-changed|flags-not-preserved"
              + "|direction-flag-set|control-state-changed|undefined-result-used)\\)");
  private static final Assembler ASSEMBLER = new Assembler();

  private static int runs;

  @TestFactory
  Stream<DynamicTest> sites() throws IOException {
    return CasesTest.files()
        .map(p -> DynamicTest.dynamicTest(p.toString(), p.toUri(), () -> attack(p)));
  }

  @AfterAll
  static void wasNoIdleThreat() {
    assertThat(runs).isGreaterThan(FEWEST_RUNS);
  }

  /** The same attack on sites that are known to break such a promise mostly succeeds. */
  @Test
  void findsLies() throws IOException {
    int lies = 0;
    int found = 0;
    for (Path path : CasesTest.files().toList()) {
      for (PlaceReport place : Checked.of(path).places()) {
        if (LIES.matcher(Checked.outcome(place)).matches()) {
          lies++;
          found += isSeen((PlaceReport.Checked) place) ? 1 : 0;
        }
      }
    }
    assertThat(found).isGreaterThan(lies * 3 / 4);
  }

  private static boolean isSeen(PlaceReport.Checked place) {
    Site site = place.report().site();
    return attack(site, String.valueOf(place.span().start())).isPresent();
  }

  private static void attack(Path path) {
    for (PlaceReport place : Checked.of(path).places()) {
      boolean holds = place.verdict() instanceof Verdict.Holds;
      if (holds && place instanceof PlaceReport.Checked checked) {
        Site site = checked.report().site();
        String where = path + ":" + site.file().position(site.span().start());
        assertThat(attack(site, where)).as(where).isEmpty();
      }
    }
  }

  private static Optional<Lie> attack(Site site, String where) {
    Attack attack = new Attack(site, Integer.MAX_VALUE, ASSEMBLER, where.hashCode());
    Optional<Lie> lie = attack.run(ALLOCATIONS, STATES);
    runs += attack.runs();
    return lie;
  }
}
