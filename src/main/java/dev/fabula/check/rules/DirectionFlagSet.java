package dev.fabula.check.rules;

import dev.fabula.check.Claim;
import dev.fabula.check.CodeRule;
import dev.fabula.check.Examination;
import dev.fabula.check.Group;
import dev.fabula.check.Suspicion;
import dev.fabula.check.Wording;
import dev.fabula.isa.Location;
import dev.fabula.term.Term;
import java.util.function.Consumer;

/** The direction flag is not clear at exit (Reference, asm.rules.x86-df). */
public final class DirectionFlagSet implements CodeRule {

  @Override
  public String name() {
    return "direction-flag-set";
  }

  @Override
  public Group group() {
    return Group.UNSOUND;
  }

  @Override
  public String summary() {
    return "the direction flag is not clear at exit";
  }

  @Override
  public void examine(Examination examination, Consumer<Suspicion> suspicions) {
    for (Frame.Change change : Frame.changes(examination)) {
      if (change.location().kind() == Location.Kind.DIRECTION) {
        boolean fromInput = isFetched(change.path().finish().get(change.location()));
        Suspicion found =
            Suspicion.of(
                    this,
                    "",
                    examination,
                    change.path(),
                    new Claim.Happens(change.changed()),
                    Wording.plain("the direction flag is not clear when the site is left"),
                    change.writer(),
                    "the last change of the direction flag")
                .help("clear it with `cld`");
        suspicions.accept(
            fromInput
                ? found.in(Group.FRAGILE).note("it depends on the value moved into it")
                : found);
      }
    }
  }

  /** Whether a value is part of an input or of what memory holds, and nothing else. */
  private static boolean isFetched(Term value) {
    return switch (value.op()) {
      case VARIABLE, LOAD -> true;
      case EXTRACT, CONCAT -> value.arguments().stream().allMatch(DirectionFlagSet::isFetched);
      default -> false;
    };
  }
}
