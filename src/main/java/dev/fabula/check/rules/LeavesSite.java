package dev.fabula.check.rules;

import dev.fabula.check.Claim;
import dev.fabula.check.CodeRule;
import dev.fabula.check.Examination;
import dev.fabula.check.Group;
import dev.fabula.check.NakedExits;
import dev.fabula.check.Suspicion;
import dev.fabula.check.Wording;
import dev.fabula.exec.Exit;
import dev.fabula.exec.Path;
import dev.fabula.site.MacroKind;
import dev.fabula.site.Option;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Control leaves a site otherwise than by its end or a label (Reference, asm.rules.only-on-exit).
 */
public final class LeavesSite implements CodeRule {

  @Override
  public String name() {
    return "leaves-site";
  }

  @Override
  public Group group() {
    return Group.UNSOUND;
  }

  @Override
  public String summary() {
    return "control leaves the site by a return or a jump, and does not come back";
  }

  @Override
  public Set<String> supersedes() {
    return Set.of("callers-frame-accessed");
  }

  @Override
  public void examine(Examination examination, Consumer<Suspicion> suspicions) {
    boolean block = examination.contract().kind() == MacroKind.ASM;
    if (!block) {
      return;
    }
    for (Path path : examination.paths()) {
      if (path.exit() instanceof Exit.Leaves leaves
          && !path.steps().isEmpty()
          && !isMeant(examination, path, leaves)) {
        suspicions.accept(suspicion(examination, path, leaves));
      }
    }
  }

  /**
   * Who promises not to come back may leave, but not by a return that takes its address from the
   * frame of the function around the site, unless that is naked and has none.
   */
  private static boolean isMeant(Examination examination, Path path, Exit.Leaves leaves) {
    boolean fromFrame =
        leaves.returning()
            && examination.contract().architecture().isX86()
            && NakedExits.staysOnStack(examination, path)
            && !NakedExits.stackPointer(examination, path)
                .sub(examination.run().entryStackPointer())
                .sub(1)
                .sign()
                .isTrue();
    return examination.contract().promises(Option.NORETURN)
        && (examination.isInNaked() || !fromFrame);
  }

  /** A function that is jumped to may never return; a computed jump may lead back. */
  private Suspicion suspicion(Examination examination, Path path, Exit.Leaves leaves) {
    Suspicion found =
        Suspicion.of(
                this,
                leaves.how(),
                examination,
                path,
                new Claim.Happens(examination.run().terms().trueTerm()),
                Wording.plain("the code " + leaves.how() + ", and so leaves the site for good"),
                Optional.of(path.steps().getLast().at()),
                leaves.how())
            .help(
                leaves.returning()
                    ? "the compiler's own epilogue never runs: fall through instead, or write the"
                        + " function with `naked_asm!`"
                    : "say `noreturn` if that is meant, or jump to a `label` operand");
    return leaves.returning() ? found : found.in(Group.FRAGILE);
  }
}
