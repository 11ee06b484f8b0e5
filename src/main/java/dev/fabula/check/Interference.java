package dev.fabula.check;

import dev.fabula.exec.Code;
import dev.fabula.exec.Liveness;
import dev.fabula.exec.Survey;
import dev.fabula.isa.Location;
import dev.fabula.site.Allocation.Merge;
import dev.fabula.site.Direction;
import dev.fabula.site.Slot;
import java.util.HashSet;
import java.util.Set;

/**
 * Whether two registers are in use at the same time, for code whose loops cannot be followed to the
 * end.
 */
final class Interference {

  private final Examination apart;
  private final Liveness liveness;

  private Interference(Examination apart, Liveness liveness) {
    this.apart = apart;
    this.liveness = liveness;
  }

  /** The interference in the allocation in which all operands are apart. */
  static Interference of(Examination apart) {
    Code code = apart.exploration().code();
    Set<Location> atExit = new HashSet<>();
    for (Slot slot : apart.contract().slots()) {
      if (slot.kept() || slot.direction() == Direction.IN) {
        atExit.add(location(apart, slot));
      }
    }
    return new Interference(apart, Liveness.of(Survey.of(apart.run(), code), code, atExit));
  }

  /** Whether the merge may change what the code does. */
  boolean isPossible(Merge merge) {
    Location mine = location(apart, merge.slot());
    Location other =
        switch (merge) {
          case Merge.WithRegister with ->
              apart.run().registers().view(with.location()).orElseThrow().location();
          case Merge.WithInput with -> location(apart, with.input());
        };
    boolean equalAtEntry = merge instanceof Merge.WithInput with && with.whenEqual();
    return equalAtEntry || liveness.interfere(mine, other);
  }

  private static Location location(Examination apart, Slot slot) {
    String base = apart.run().allocation().of(slot).base();
    return apart.run().registers().view(base).orElseThrow().location();
  }
}
