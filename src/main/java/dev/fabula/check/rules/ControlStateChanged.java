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
        Suspicion found =
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
                .help("restore it in the same site, around the instructions that need it");
        suspicions.accept(isLeftToMmx(examination, change) ? left(found) : found);
      }
    }
  }

  private static Suspicion left(Suspicion found) {
    return found
        .in(Group.HINT)
        .note("behind MMX code of its own, too, a compiler leaves `emms` to the program");
  }

  /**
   * Whether the x87 stack of a program in C is left as every instruction of MMX leaves it, or as
   * {@code emms} does behind them.
   */
  private static boolean isLeftToMmx(Examination examination, Frame.Change change) {
    Term value = change.path().finish().get(change.location());
    return examination.site().gnu().isPresent()
        && switch (change.location().name()) {
          case "x87_tag" ->
              value == value.bank().ones(value.width())
                  || value == value.bank().zero(value.width());
          case "x87_top" -> value == value.bank().zero(value.width());
          default -> false;
        };
  }
}
