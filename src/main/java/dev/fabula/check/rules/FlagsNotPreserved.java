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
import dev.fabula.site.Site;
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
    boolean silent = isSilent(examination.site());
    if (!examination.contract().promises(Option.PRESERVES_FLAGS) && !silent) {
      return;
    }
    for (Frame.Change change : Frame.changes(examination)) {
      if (change.location().kind() == Location.Kind.FLAG) {
        suspicions.accept(silent ? untold(examination, change) : suspicion(examination, change));
      }
    }
  }

  /**
   * On x86 compilers take the flags for clobbered by every statement, whether it says so or not.
   */
  private static boolean isSilent(Site site) {
    return site.target().architecture().isX86()
        && site.gnu().filter(g -> !g.flags() && g.colons() > 0).isPresent();
  }

  private Suspicion untold(Examination examination, Frame.Change change) {
    Suspicion found =
        Suspicion.of(
                this,
                "untold",
                examination,
                change.path(),
                new Claim.Happens(change.changed()),
                Wording.plain("flags change, and there is no `cc` clobber"),
                change.writer(),
                "changes flags")
            .note("compilers for x86 take the flags for lost anyway")
            .help("add the clobber `cc`, for whoever reads it")
            .in(Group.HINT);
    return Fixes.removeOption(examination.site(), Option.PRESERVES_FLAGS)
        .map(found::fix)
        .orElse(found);
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
