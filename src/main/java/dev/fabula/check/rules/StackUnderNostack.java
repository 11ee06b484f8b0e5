package dev.fabula.check.rules;

import dev.fabula.check.Claim;
import dev.fabula.check.CodeRule;
import dev.fabula.check.Examination;
import dev.fabula.check.Fixes;
import dev.fabula.check.Group;
import dev.fabula.check.Phrases;
import dev.fabula.check.Suspicion;
import dev.fabula.check.Wording;
import dev.fabula.exec.MemoryAccess;
import dev.fabula.exec.Path;
import dev.fabula.exec.Region;
import dev.fabula.site.Option;
import java.util.Optional;
import java.util.function.Consumer;

/** The stack is written although {@code nostack} is promised. */
public final class StackUnderNostack implements CodeRule {

  @Override
  public String name() {
    return "stack-under-nostack";
  }

  @Override
  public Group group() {
    return Group.UNSOUND;
  }

  @Override
  public String summary() {
    return "the stack is used although `nostack` is promised";
  }

  @Override
  public void examine(Examination examination, Consumer<Suspicion> suspicions) {
    if (!examination.contract().promises(Option.NOSTACK)) {
      return;
    }
    for (Path path : examination.paths()) {
      for (MemoryAccess access : path.accesses()) {
        if (access.write() && access.region() == Region.OWN_STACK) {
          suspicions.accept(suspicion(examination, path, access));
        }
      }
    }
  }

  private Suspicion suspicion(Examination examination, Path path, MemoryAccess access) {
    Suspicion found =
        Suspicion.of(
                this,
                "",
                examination,
                path,
                new Claim.Happens(examination.run().terms().trueTerm()),
                Wording.plain(
                    "the code writes to the stack, although "
                        + Phrases.of(examination.site()).promised(Option.NOSTACK)),
                Optional.of(access.at()),
                "writes below the stack pointer, where the function's red zone may be")
            .help(Phrases.of(examination.site()).withdraw(Option.NOSTACK));
    return Fixes.removeOption(examination.site(), Option.NOSTACK).map(found::fix).orElse(found);
  }
}
