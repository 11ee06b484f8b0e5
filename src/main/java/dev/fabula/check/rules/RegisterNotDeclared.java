package dev.fabula.check.rules;

import dev.fabula.check.Claim;
import dev.fabula.check.CodeRule;
import dev.fabula.check.Examination;
import dev.fabula.check.Fixes;
import dev.fabula.check.Group;
import dev.fabula.check.Suspicion;
import dev.fabula.check.Wording;
import dev.fabula.isa.Location;
import java.util.Set;
import java.util.function.Consumer;

/** A register that neither an operand nor a clobber declares is changed. */
public final class RegisterNotDeclared implements CodeRule {

  @Override
  public String name() {
    return "register-not-declared";
  }

  @Override
  public Group group() {
    return Group.UNSOUND;
  }

  @Override
  public String summary() {
    return "a register is changed that no operand or clobber declares";
  }

  @Override
  public void examine(Examination examination, Consumer<Suspicion> suspicions) {
    for (Frame.Change change : Frame.changes(examination)) {
      Location location = change.location();
      boolean undeclared =
          Frame.holdsOperands(location)
              && examination.slotsAt(location).isEmpty()
              && !examination.isFree(location);
      if (undeclared && change.isOwn()) {
        suspicions.accept(suspicion(examination, change));
      }
    }
  }

  private Suspicion suspicion(Examination examination, Frame.Change change) {
    String name = Registers.display(change.location());
    Suspicion found =
        Suspicion.of(
            this,
            change.location().name(),
            examination,
            change.path(),
            new Claim.Happens(change.changed()),
            Wording.about("the code changes ", name, ", which no operand declares"),
            change.writer(),
            "changes `" + name + "`");
    return Fixes.declareClobber(examination.site(), change.location())
        .map(f ->
            found
                .help("declare it: `" + Fixes.clobber(examination.site(), change.location()) + "`")
                .fix(f))
        .orElseGet(() -> found.help("save `" + name + "` and restore it, or do not use it"));
  }

  /** What stands for a confirmed change of a register. */
  public static String key(String location) {
    return "register-not-declared " + location;
  }

  /** The register that a suspicion of this rule is about. */
  public static Set<String> keys(Suspicion suspicion) {
    return suspicion.rule() instanceof RegisterNotDeclared
        ? Set.of(key(suspicion.subject()))
        : Set.of();
  }
}
