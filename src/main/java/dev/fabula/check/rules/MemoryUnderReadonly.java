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

/** Memory outside of the site is written although {@code readonly} is promised. */
public final class MemoryUnderReadonly implements CodeRule {

  @Override
  public String name() {
    return "memory-written-under-readonly";
  }

  @Override
  public Group group() {
    return Group.UNSOUND;
  }

  @Override
  public String summary() {
    return "memory is written although `readonly` is promised";
  }

  @Override
  public void examine(Examination examination, Consumer<Suspicion> suspicions) {
    if (!examination.contract().promises(Option.READONLY)) {
      return;
    }
    for (Path path : examination.paths()) {
      for (MemoryAccess access : path.accesses()) {
        if (access.write() && access.region() == Region.OUTSIDE) {
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
                    "the code writes memory, although "
                        + Phrases.of(examination.site()).promised(Option.READONLY)),
                Optional.of(access.at()),
                "writes memory")
            .help(Phrases.of(examination.site()).withdraw(Option.READONLY));
    return Fixes.removeOption(examination.site(), Option.READONLY).map(found::fix).orElse(found);
  }
}
