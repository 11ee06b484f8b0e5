package dev.fabula.check.rules;

import dev.fabula.asm.Architecture;
import dev.fabula.check.Claim;
import dev.fabula.check.CodeRule;
import dev.fabula.check.Examination;
import dev.fabula.check.Group;
import dev.fabula.check.NakedExits;
import dev.fabula.check.Suspicion;
import dev.fabula.check.Wording;
import dev.fabula.exec.Exit;
import dev.fabula.exec.Path;
import dev.fabula.term.Term;
import java.util.function.Consumer;

/** A naked function returns with a stack that is not as its caller left it. */
public final class UnbalancedReturn implements CodeRule {

  @Override
  public String name() {
    return "unbalanced-return";
  }

  @Override
  public Group group() {
    return Group.UNSOUND;
  }

  @Override
  public String summary() {
    return "a naked function returns with a stack that is not balanced";
  }

  @Override
  public void examine(Examination examination, Consumer<Suspicion> suspicions) {
    if (popsArguments(examination)) {
      return;
    }
    for (Path path : NakedExits.of(examination)) {
      if (NakedExits.staysOnStack(examination, path)) {
        examine(examination, path, suspicions);
      }
    }
  }

  /** In some ABIs of i686 the callee takes its arguments off the stack. */
  private static boolean popsArguments(Examination examination) {
    return examination.contract().architecture() == Architecture.X86
        && examination
            .site()
            .surroundings()
            .function()
            .filter(f -> !f.abi().equals("C") && !f.abi().equals("cdecl"))
            .isPresent();
  }

  private void examine(Examination examination, Path path, Consumer<Suspicion> suspicions) {
    boolean popped =
        path.exit() instanceof Exit.Leaves leaves
            && leaves.returning()
            && examination.contract().architecture().isX86();
    Term entry = examination.run().entryStackPointer();
    Term expected = popped ? entry.add(entry.width() / 8) : entry;
    Term changed = NakedExits.stackPointer(examination, path).ne(expected);
    if (!changed.isFalse()) {
      suspicions.accept(
          Suspicion.of(
                  this,
                  "",
                  examination,
                  path,
                  new Claim.Happens(changed),
                  Wording.plain("the function returns with a stack that is not balanced"),
                  examination.lastWriter(path, examination.run().registers().stackPointer()),
                  "the stack pointer is off here")
              .help("pop what was pushed before the function returns"));
    }
  }
}
