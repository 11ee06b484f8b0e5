package dev.fabula.attack;

import dev.fabula.exec.Path;
import dev.fabula.exec.Run;
import dev.fabula.isa.Location;
import dev.fabula.site.Slot;
import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;

/** Whether the x87 registers are behind a run what operands and clobbers of C say of them. */
final class FloatPlaces {

  private static final int DEPTH = 8;

  private final Run run;
  private final Path path;
  private final BitSet inputs = new BitSet();
  private final BitSet outputs = new BitSet();
  private final BitSet lost = new BitSet();
  private final BitSet all = new BitSet();

  FloatPlaces(Run run, Path path) {
    this.run = run;
    this.path = path;
    for (Slot slot : run.contract().slots()) {
      var register = run.allocation().of(slot);
      if (register.base().startsWith("st")) {
        int place = register.base().charAt(2) - '0';
        all.set(place);
        inputs.set(place, inputs.get(place) || slot.reads());
        outputs.set(place, outputs.get(place) || slot.outputBits() > 0);
        boolean same = slot.reads() && slot.writes();
        lost.set(place, lost.get(place) || same || (!slot.reads() && slot.outputBits() == 0));
      }
    }
    lost.and(inputs);
  }

  /** What is not as it has to be, by the processor's own numbers of registers. */
  Map<String, String> losses() {
    Map<String, String> result = new TreeMap<>();
    int top = entry("x87_top");
    int topNow = exit("x87_top");
    int expected = top + lost.cardinality() - outputs.cardinality() & DEPTH - 1;
    if (topNow != expected) {
      result.put("top", topNow + " instead of " + expected);
    }
    int empty = all.cardinality() - inputs.cardinality();
    for (int place = 0; place < DEPTH; place++) {
      int number = top + place & DEPTH - 1;
      int now = number - topNow & DEPTH - 1;
      boolean output = now < outputs.cardinality();
      boolean stays = !output && place >= lost.cardinality() && place < DEPTH - empty;
      boolean used = output || (stays && isUsed(entry("x87_tag"), place));
      if (isUsed(exit("x87_tag"), now) != used) {
        result.put("R" + number, used ? "is empty" : "is in use");
      } else if (stays && !value(place, true).equals(value(now, false))) {
        result.put("R" + number, value(place, true) + " -> " + value(now, false));
      }
    }
    return result;
  }

  private static boolean isUsed(int tag, int place) {
    return (tag >> place & 1) == 1;
  }

  private Location location(String name) {
    return run.registers().locations().stream()
        .filter(l -> l.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private int entry(String name) {
    return run.entryValue(location(name)).value().intValue();
  }

  private int exit(String name) {
    return path.finish().get(location(name)).value().intValue();
  }

  private String value(int place, boolean atEntry) {
    Location location = location("st" + place);
    return (atEntry ? run.entryValue(location) : path.finish().get(location)).toString();
  }
}
