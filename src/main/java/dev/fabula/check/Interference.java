package dev.fabula.check;

import dev.fabula.exec.Path;
import dev.fabula.site.Allocation.Merge;
import dev.fabula.site.Slot;
import java.util.HashSet;
import java.util.Set;

/**
 * Whether two registers are in use at the same time in code whose loops cannot be followed to the
 * end.
 *
 * <p>Coarser than liveness: two registers that the code touches may always be in the way of each
 * other, unless one of them is only read.
 */
record Interference(Examination examination, Set<String> written) {

  static Interference of(Examination examination) {
    Set<String> written = new HashSet<>();
    for (Path path : examination.paths()) {
      path.steps().forEach(s -> s.writes().forEach(w -> written.add(w.location().name())));
    }
    return new Interference(examination, written);
  }

  /** Whether the merge may change what the code does. */
  boolean isPossible(Merge merge) {
    String mine = location(merge.slot());
    String other =
        switch (merge) {
          case Merge.WithRegister with -> with.location();
          case Merge.WithInput with -> location(with.input());
        };
    return written.contains(mine) || written.contains(other);
  }

  private String location(Slot slot) {
    return examination.run().allocation().of(slot).base();
  }
}
