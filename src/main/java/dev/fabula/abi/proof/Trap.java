package dev.fabula.abi.proof;

import dev.fabula.abi.Machine;
import dev.fabula.check.Examination;
import dev.fabula.exec.Occurrence;
import dev.fabula.exec.Path;
import dev.fabula.isa.Event;
import dev.fabula.isa.Location;
import dev.fabula.isa.RegisterView;
import dev.fabula.term.Term;
import java.util.List;
import java.util.Optional;

/**
 * The one place of a path where it traps as described.
 *
 * @param examination the examination of the path
 * @param path the path
 * @param occurrence the trap
 */
record Trap(Examination examination, Path path, Occurrence occurrence) {

  /** All entries into a system on a path. */
  static List<Occurrence> calls(Path path) {
    return path.events().stream().filter(o -> o.event() instanceof Event.SystemCall).toList();
  }

  /** The trap of a path on which there is one entry into the system, by the right instruction. */
  static Optional<Trap> of(Examination examination, Path path, Machine machine) {
    List<Occurrence> calls = calls(path);
    boolean described =
        calls.size() == 1
            && calls.getFirst().event() instanceof Event.SystemCall(String instruction, long _)
            && instruction.equals(machine.instruction())
            && calls.getFirst().step() < path.steps().size();
    return described
        ? Optional.of(new Trap(examination, path, calls.getFirst()))
        : Optional.empty();
  }

  /** The location of a register of the description. */
  Location location(Machine machine, String register) {
    return examination
        .run()
        .registers()
        .view(machine.location(register))
        .map(RegisterView::location)
        .orElseThrow();
  }

  /** The value that the system finds in a location. */
  Term before(Location location) {
    for (int i = occurrence.step() - 1; i >= 0; i--) {
      Optional<Term> written = path.steps().get(i).written(location);
      if (written.isPresent()) {
        return written.get();
      }
    }
    return examination.run().entryValue(location);
  }

  /** The value that the trap leaves in a location. */
  Term after(Location location) {
    return path.steps().get(occurrence.step()).written(location).orElseGet(() -> before(location));
  }
}
