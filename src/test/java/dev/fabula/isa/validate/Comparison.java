package dev.fabula.isa.validate;

import dev.fabula.isa.validate.Layout.Field;
import dev.fabula.term.Term;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An execution's result against what the outcome of its form says. */
final class Comparison {

  private static final int SEEDS = 64;

  private final Target target;
  private final Aim.Aimed aimed;
  private final MachineState before;
  private final MachineState after;
  private final List<String> differences = new ArrayList<>();
  private final List<Reading> readings = new ArrayList<>();

  private Comparison(Target target, Aim.Aimed aimed, MachineState after) {
    this.target = target;
    this.aimed = aimed;
    this.before = aimed.state();
    this.after = after;
  }

  /** Where the processor's state is not what is expected, in words. */
  static List<String> of(Target target, Aim.Aimed aimed, MachineState after) {
    Comparison comparison = new Comparison(target, aimed, after);
    comparison.run();
    return comparison.differences;
  }

  private Reading reading(int seed) {
    while (readings.size() <= seed) {
      readings.add(Reading.of(target, aimed.outcome(), before, readings.size() + 1));
    }
    return readings.get(seed);
  }

  private void run() {
    boolean traps = !reading(0).all(aimed.path().safe());
    if (traps != (after.signal() != 0)) {
      differences.add(traps ? "does not trap" : "traps by signal " + after.signal());
    } else if (!traps) {
      compareLocations();
      compareMemory();
    }
  }

  private void compareLocations() {
    Map<String, Term> written = new HashMap<>();
    aimed.path().written().forEach((location, term) -> written.put(location.name(), term));
    for (Field field : target.layout().fields()) {
      Term term = written.get(field.location());
      if (term == null) {
        if (!before.agrees(after, field)) {
          differences.add(
              field.location()
                  + " is "
                  + hex(after.get(field))
                  + ", was "
                  + hex(before.get(field)));
        }
      } else {
        compare(field.location(), term, after.get(field), MachineState.ones(field.bits()));
      }
    }
  }

  private void compare(String what, Term term, BigInteger actual, BigInteger mask) {
    BigInteger expected = reading(0).value(term);
    BigInteger wrong = expected.xor(actual).and(mask);
    for (Term other : wrong.signum() == 0 ? List.<Term>of() : Functions.fixed(term)) {
      wrong = wrong.andNot(expected.xor(reading(0).value(other)));
    }
    for (int seed = 1; seed < SEEDS && wrong.signum() != 0; seed++) {
      wrong = wrong.andNot(expected.xor(reading(seed).value(term)));
    }
    if (wrong.signum() != 0) {
      differences.add(what + " is " + hex(actual) + ", not " + hex(expected.and(mask)));
    }
  }

  private void compareMemory() {
    if (aimed.path().swept()) {
      return;
    }
    Map<BigInteger, Integer> expected = changes(0);
    for (int n = 0; n < Layout.BUFFER_SIZE; n++) {
      int byteThen = expectedByte(expected, n);
      if (byteThen != after.buffer(n)) {
        Optional<String> open = open(n, byteThen, after.buffer(n));
        if (open.isEmpty()) {
          differences.add(
              "["
                  + n
                  + "] is "
                  + Integer.toHexString(after.buffer(n))
                  + ", not "
                  + Integer.toHexString(byteThen));
        }
      }
    }
  }

  private Map<BigInteger, Integer> changes(int seed) {
    return aimed.path().touches().isEmpty()
        ? Map.of()
        : reading(seed).memory(aimed.path().memory()).changes();
  }

  private int expectedByte(Map<BigInteger, Integer> changes, int n) {
    Integer changed = changes.get(BigInteger.valueOf(before.window() + n));
    return changed == null ? before.buffer(n) : changed;
  }

  /** What explains that a byte is another one: that its wrong bits are left open. */
  private Optional<String> open(int n, int expected, int actual) {
    int wrong = expected ^ actual;
    for (Term other : Functions.fixed(aimed.path().memory())) {
      wrong &= ~(expected ^ expectedByte(reading(0).memory(other).changes(), n));
    }
    for (int seed = 1; seed < SEEDS && wrong != 0; seed++) {
      wrong &= ~(expected ^ expectedByte(changes(seed), n));
    }
    return wrong == 0 ? Optional.of("open") : Optional.empty();
  }

  private static String hex(BigInteger value) {
    return value.toString(16);
  }
}
