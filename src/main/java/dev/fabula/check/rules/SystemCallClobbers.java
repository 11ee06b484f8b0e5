package dev.fabula.check.rules;

import dev.fabula.check.Claim;
import dev.fabula.check.CodeRule;
import dev.fabula.check.Examination;
import dev.fabula.check.Fix;
import dev.fabula.check.Fixes;
import dev.fabula.check.Group;
import dev.fabula.check.Suspicion;
import dev.fabula.check.Wording;
import dev.fabula.exec.Occurrence.Confidence;
import dev.fabula.site.Slot;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The system returns something in a register that the site does not give up. */
public final class SystemCallClobbers implements CodeRule {

  @Override
  public String name() {
    return "system-call-clobbers";
  }

  @Override
  public Group group() {
    return Group.PLATFORM;
  }

  @Override
  public String summary() {
    return "the system returns something in a register that the site does not give up";
  }

  @Override
  public void examine(Examination examination, Consumer<Suspicion> suspicions) {
    for (Frame.Change change : Frame.changes(examination)) {
      boolean kept =
          Frame.holdsOperands(change.location()) && !examination.isFree(change.location());
      if (kept && change.isOfSystem()) {
        suspicions.accept(suspicion(examination, change));
      }
    }
  }

  private Suspicion suspicion(Examination examination, Frame.Change change) {
    Optional<Slot> input = examination.slotsAt(change.location()).stream().findFirst();
    String name = Registers.display(change.location());
    Suspicion found =
        Suspicion.of(
                this,
                change.location().name(),
                examination,
                change.path(),
                new Claim.Happens(change.changed()),
                Wording.about("the system returns something in ", name, ", which the site keeps"),
                change.writer(),
                "enters the system")
            .help(help(examination, change, input));
    Optional<Fix> fix =
        input
            .map(slot -> Fixes.makeInOut(examination.site(), slot))
            .orElseGet(() -> Fixes.declareClobber(examination.site(), change.location()));
    return graded(fix.map(found::fix).orElse(found), change.call().orElseThrow().confidence());
  }

  private static String help(Examination examination, Frame.Change change, Optional<Slot> input) {
    return input
        .map(slot -> "declare it as `inlateout(…) " + slot.name() + " => _`, or take the result")
        .orElseGet(
            () -> "declare it: `" + Fixes.clobber(examination.site(), change.location()) + "`");
  }

  /** Where the system is not known, the registers that are passed tell which it may be. */
  private static Suspicion graded(Suspicion found, Confidence confidence) {
    return switch (confidence) {
      case KNOWN -> found;
      case LIKELY -> doubted(found, Group.FRAGILE, "the convention is that of most systems");
      case POSSIBLE -> doubted(found, Group.HINT, "systems differ in what they return, and where");
    };
  }

  private static Suspicion doubted(Suspicion found, Group group, String why) {
    List<Fix> fixes = found.fixes().stream().map(Fix::doubted).toList();
    return found.note("which system it is for is not known; " + why).in(group).with(fixes);
  }
}
