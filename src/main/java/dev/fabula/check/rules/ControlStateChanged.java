package dev.fabula.check.rules;

import dev.fabula.check.Claim;
import dev.fabula.check.CodeRule;
import dev.fabula.check.Examination;
import dev.fabula.check.Group;
import dev.fabula.check.Suspicion;
import dev.fabula.check.Wording;
import dev.fabula.isa.Location;
import java.util.function.Consumer;

/** Control state that compiled code relies on, such as the rounding mode, is changed. */
public final class ControlStateChanged implements CodeRule {

  @Override
  public String name() {
    return "control-state-changed";
  }

  @Override
  public Group group() {
    return Group.UNSOUND;
  }

  @Override
  public String summary() {
    return "control state such as the rounding mode is not what it was";
  }

  @Override
  public void examine(Examination examination, Consumer<Suspicion> suspicions) {
    for (Frame.Change change : Frame.changes(examination)) {
      if (change.location().kind() == Location.Kind.CONTROL && change.isOwn()) {
        String name = change.location().name();
        suspicions.accept(
            Suspicion.of(
                    this,
                    name,
                    examination,
                    change.path(),
                    new Claim.Happens(change.changed()),
                    Wording.about(
                        "control state that compiled code relies on is left changed: ", name, ""),
                    change.writer(),
                    "changes `" + name + "`")
                .help("restore it in the same site, around the instructions that need it"));
      }
    }
  }
}
