package dev.fabula.check.rules;

import dev.fabula.check.Claim;
import dev.fabula.check.CodeRule;
import dev.fabula.check.Examination;
import dev.fabula.check.Group;
import dev.fabula.check.Suspicion;
import dev.fabula.check.Wording;
import dev.fabula.exec.MemoryAccess;
import dev.fabula.exec.Path;
import dev.fabula.exec.Region;
import dev.fabula.exec.StackConvention;
import dev.fabula.term.Term;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A value is kept below the stack pointer, where signal handlers and interrupts write. */
public final class BelowStackPointer implements CodeRule {

  @Override
  public String name() {
    return "below-stack-pointer";
  }

  @Override
  public Group group() {
    return Group.PLATFORM;
  }

  @Override
  public String summary() {
    return "a value is kept below the stack pointer, where it may be overwritten";
  }

  @Override
  public void examine(Examination examination, Consumer<Suspicion> suspicions) {
    int redZone = StackConvention.of(examination.contract().target()).redZone();
    for (Path path : examination.paths()) {
      List<MemoryAccess> accesses = path.accesses();
      for (int i = 0; i < accesses.size(); i++) {
        MemoryAccess access = accesses.get(i);
        if (!access.write() && isBelow(access, redZone) && isWritten(accesses, i)) {
          suspicions.accept(suspicion(examination, path, access, redZone));
        }
      }
    }
  }

  private static boolean isBelow(MemoryAccess access, int redZone) {
    Term distance = access.address().sub(access.stackPointer()).add(redZone);
    return access.region() == Region.OWN_STACK && distance.isConstant() && distance.sign().isTrue();
  }

  /** What was never written there is undefined anyway. */
  private static boolean isWritten(List<MemoryAccess> accesses, int end) {
    Term address = accesses.get(end).address();
    return accesses.subList(0, end).stream().anyMatch(a -> a.write() && a.address() == address);
  }

  private Suspicion suspicion(
      Examination examination, Path path, MemoryAccess access, int redZone) {
    String note =
        redZone == 0
            ? "this target has no red zone"
            : "the red zone of this target is " + redZone + " bytes";
    return Suspicion.of(
            this,
            "",
            examination,
            path,
            new Claim.Happens(examination.run().terms().trueTerm()),
            Wording.plain("a value is read back from below the stack pointer"),
            Optional.of(access.at()),
            "a signal handler or an interrupt may have written there")
        .note(note)
        .help("move the stack pointer before the store, and back behind the load");
  }
}
