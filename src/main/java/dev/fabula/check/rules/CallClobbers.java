package dev.fabula.check.rules;

import dev.fabula.check.Claim;
import dev.fabula.check.CodeRule;
import dev.fabula.check.Examination;
import dev.fabula.check.Group;
import dev.fabula.check.Suspicion;
import dev.fabula.check.Wording;
import dev.fabula.isa.Location;
import dev.fabula.site.Slot;
import java.util.List;
import java.util.function.Consumer;

/** A function is called that may change registers which the site does not give up. */
public final class CallClobbers implements CodeRule {

  @Override
  public String name() {
    return "call-clobbers";
  }

  @Override
  public Group group() {
    return Group.FRAGILE;
  }

  @Override
  public String summary() {
    return "a called function may change registers that the site does not declare";
  }

  @Override
  public void examine(Examination examination, Consumer<Suspicion> suspicions) {
    for (Frame.Change change : Frame.changes(examination)) {
      Location location = change.location();
      boolean kept = Frame.holdsOperands(location) && !examination.isFree(location);
      if (kept && change.byCall()) {
        suspicions.accept(suspicion(examination, change));
      }
    }
  }

  private Suspicion suspicion(Examination examination, Frame.Change change) {
    List<Slot> slots = examination.slotsAt(change.location());
    String name = slots.isEmpty() ? Registers.display(change.location()) : slots.getFirst().name();
    return Suspicion.of(
            this,
            name,
            examination,
            change.path(),
            new Claim.Happens(change.changed()),
            Wording.about(
                "the called function may change ", name, ", which the site does not give up"),
            change.writer(),
            "calls a function")
        .help("add `clobber_abi(\"C\")`, or the ABI of the called function");
  }
}
