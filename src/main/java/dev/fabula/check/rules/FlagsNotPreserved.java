package dev.fabula.check.rules;

import dev.fabula.check.Claim;
import dev.fabula.check.CodeRule;
import dev.fabula.check.Examination;
import dev.fabula.check.Fixes;
import dev.fabula.check.Group;
import dev.fabula.check.Phrases;
import dev.fabula.check.Suspicion;
import dev.fabula.check.Wording;
import dev.fabula.isa.Location;
import dev.fabula.site.Option;
import java.util.function.Consumer;

/** Flags change although {@code preserves_flags} is promised. */
public final class FlagsNotPreserved implements CodeRule {

  @Override
  public String name() {
    return "flags-not-preserved";
  }

  @Override
  public Group group() {
    return Group.UNSOUND;
  }

  @Override
  public String summary() {
    return "flags change although `preserves_flags` is promised";
  }

  @Override
  public void examine(Examination examination, Consumer<Suspicion> suspicions) {
    if (!examination.contract().promises(Option.PRESERVES_FLAGS)) {
      return;
    }
    for (Frame.Change change : Frame.changes(examination)) {
      if (change.location().kind() == Location.Kind.FLAG) {
        suspicions.accept(suspicion(examination, change));
      }
    }
  }

  private Suspicion suspicion(Examination examination, Frame.Change change) {
    Suspicion found =
        Suspicion.of(
                this,
                change.location().name(),
                examination,
                change.path(),
                new Claim.Happens(change.changed()),
                Wording.about(
                    "flags change, although "
                        + Phrases.of(examination.site()).promised(Option.PRESERVES_FLAGS)
                        + ": ",
                    change.location().name(),
                    ""),
                change.writer(),
                "changes flags")
            .help(Phrases.of(examination.site()).withdraw(Option.PRESERVES_FLAGS));
    Suspicion graded =
        change.isOfSystem()
            ? found.in(Group.PLATFORM)
            : change.isOwn() ? found : found.in(Group.FRAGILE);
    return Fixes.removeOption(examination.site(), Option.PRESERVES_FLAGS)
        .map(graded::fix)
        .orElse(graded);
  }
}
