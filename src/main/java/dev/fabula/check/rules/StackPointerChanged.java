package dev.fabula.check.rules;

import dev.fabula.check.Claim;
import dev.fabula.check.CodeRule;
import dev.fabula.check.Examination;
import dev.fabula.check.Group;
import dev.fabula.check.NakedExits;
import dev.fabula.check.Suspicion;
import dev.fabula.check.Wording;
import dev.fabula.isa.Location;
import java.util.function.Consumer;

/** The stack pointer is not what it was (Reference, asm.rules.stack-below-sp). */
public final class StackPointerChanged implements CodeRule {

  @Override
  public String name() {
    return "stack-pointer-changed";
  }

  @Override
  public Group group() {
    return Group.UNSOUND;
  }

  @Override
  public String summary() {
    return "the stack pointer at exit is not the one at entry";
  }

  @Override
  public void examine(Examination examination, Consumer<Suspicion> suspicions) {
    for (Frame.Change change : Frame.changes(examination)) {
      if (change.location().kind() == Location.Kind.STACK_POINTER
          && !NakedExits.isGoneBackTo(examination, change.path())) {
        suspicions.accept(
            Suspicion.of(
                    this,
                    "",
                    examination,
                    change.path(),
                    new Claim.Happens(change.changed()),
                    Wording.plain("the stack pointer is not restored before the site is left"),
                    change.writer(),
                    "moves the stack pointer for the last time")
                .help("balance every push with a pop, or restore the stack pointer"));
      }
    }
  }
}
