package dev.fabula.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.asm.Assembler;
import dev.fabula.check.PlaceReport;
import dev.fabula.check.Verdict;
import dev.fabula.exec.CalleeSaved;
import dev.fabula.site.Allocation;
import dev.fabula.site.AllocationSpace;
import dev.fabula.site.Contract;
import dev.fabula.site.Contracts;
import dev.fabula.site.MacroKind;
import dev.fabula.site.Site;
import dev.fabula.site.Slot;
import dev.fabula.term.Assignment;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
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
  private static final Pattern SHOWS_FLAGS =
      Pattern.compile("pushf|lahf|sahf|nzcv|fpsr|mxcsr|fnst|x87|fxsave|rcl|rcr|frflags|fcsr");
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
    try {
      attack(place.report().site(), String.valueOf(place.span().start()));
      return false;
    } catch (AssertionError seen) {
      return true;
    }
  }

  private static void attack(Path path) throws IOException {
    for (PlaceReport place : Checked.of(path).places()) {
      boolean holds = place.verdict() instanceof Verdict.Holds;
      if (holds && place instanceof PlaceReport.Checked checked) {
        Site site = checked.report().site();
        String where = path + ":" + site.file().position(site.span().start());
        attack(site, where);
      }
    }
  }

  private static void attack(Site site, String where) {
    Contract contract = Contracts.of(site, Integer.MAX_VALUE);
    if (contract.kind() != MacroKind.ASM) {
      return;
    }
    Random random = new Random(where.hashCode());
    Allocation apart = new AllocationSpace(contract).apart(Set.of()).orElseThrow();
    Concretely.Assembled usual =
        Concretely.Assembled.of(site, contract, apart, ASSEMBLER).orElseThrow();
    for (int i = 0; i < ALLOCATIONS; i++) {
      RandomAllocation any = RandomAllocation.of(contract, random).orElseThrow();
      Optional<Concretely.Assembled> code =
          Concretely.Assembled.of(site, contract, any.allocation(), ASSEMBLER);
      for (int j = 0; j < STATES && code.isPresent(); j++) {
        Assignment state = state(contract, any, random);
        compare(where, usual, code.get(), state);
      }
    }
  }

  private static void compare(
      String where, Concretely.Assembled usual, Concretely.Assembled other, Assignment state) {
    Set<String> named = usual.named();
    Concretely expected = usual.run(state, Set.of(), named);
    Concretely actual = other.run(state, Set.of(), named);
    if (!expected.isOver() || !actual.isOver()) {
      return;
    }
    runs += 3;

    String story = where + ": " + actual.story();
    assertThat(actual.losses()).as("%s", story).isEmpty();
    assertThat(actual.path().exit()).as("%s", story).isEqualTo(expected.path().exit());
    assertThat(words(actual.outputs())).as("%s", story).isEqualTo(words(expected.outputs()));
    assertThat(words(actual.storeAddresses()))
        .as("%s", story)
        .isEqualTo(words(expected.storeAddresses()));
    Set<String> undefined = new HashSet<>(actual.undefined());
    if (SHOWS_FLAGS.matcher(usual.site().file().slice(usual.site().span())).find()) {
      actual.run().registers().flags().forEach(f -> undefined.remove("entry." + f.name()));
    }
    undefined.removeAll(savedOverCalls(actual));
    Concretely varied = other.run(state, undefined, named);
    assertThat(varied.path().exit()).as("%s", story).isEqualTo(actual.path().exit());
    assertThat(words(varied.outputs())).as("%s, varied", story).isEqualTo(words(actual.outputs()));
    assertThat(words(varied.storeAddresses()))
        .as("%s, varied", story)
        .isEqualTo(words(actual.storeAddresses()));
  }

  /** With constants, a register saved in another looks like an argument of the call. */
  private static Set<String> savedOverCalls(Concretely actual) {
    Set<String> saved = new HashSet<>();
    if (actual.path().mayNotComeBack()) {
      actual
          .path()
          .finish()
          .values()
          .keySet()
          .forEach(location -> {
            if (CalleeSaved.keeps(actual.run().contract().target(), location.name())) {
              saved.add("entry." + location.name());
            }
          });
    }
    return saved;
  }

  private static String words(Object values) {
    return values.toString();
  }

  /** Inputs from the edges of their range and from its midst, the stack where stacks are. */
  private static Assignment state(Contract contract, RandomAllocation allocation, Random random) {
    Map<String, BigInteger> values = new HashMap<>();
    for (Slot slot : contract.slots()) {
      if (slot.reads()) {
        values.put("in." + slot.index(), value(Math.max(1, slot.inputBits()), random));
      }
    }
    for (Slot slot : contract.slots()) {
      Slot source = slot;
      while (allocation.equal().containsKey(source)) {
        source = allocation.equal().get(source);
      }
      if (source != slot) {
        values.put("in." + slot.index(), values.get("in." + source.index()));
      }
    }
    values.put("entry.rsp", BigInteger.valueOf(0x7ffd_ffff_e000L));
    values.put("entry.sp", BigInteger.valueOf(0x7ffd_ffff_e000L));
    for (int section = 0; section < 40; section++) {
      values.put("code." + section, BigInteger.valueOf(0x5555_5555_0000L + 0x10000L * section));
    }
    return new Assignment(values, Map.of(), Map.of(), random.nextLong());
  }

  private static BigInteger value(int bits, Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> BigInteger.valueOf(random.nextInt(4)).mod(BigInteger.TWO.pow(bits));
      case 1 -> BigInteger.TWO.pow(bits).subtract(BigInteger.ONE);
      case 2 -> BigInteger.TWO.pow(bits - 1);
      case 3 -> BigInteger.valueOf(random.nextInt(100)).mod(BigInteger.TWO.pow(bits));
      default -> new BigInteger(bits, random);
    };
  }
}
