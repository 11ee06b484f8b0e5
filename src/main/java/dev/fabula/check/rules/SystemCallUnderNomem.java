package dev.fabula.check.rules;

import dev.fabula.check.Claim;
import dev.fabula.check.CodeRule;
import dev.fabula.check.Examination;
import dev.fabula.check.Group;
import dev.fabula.check.Phrases;
import dev.fabula.check.Suspicion;
import dev.fabula.check.Wording;
import dev.fabula.exec.Occurrence;
import dev.fabula.exec.Path;
import dev.fabula.isa.Event;
import dev.fabula.site.Option;
import java.util.Optional;
import java.util.function.Consumer;

/** A system call in a site that promises {@code nomem}. */
public final class SystemCallUnderNomem implements CodeRule {

  @Override
  public String name() {
    return "system-call-under-nomem";
  }

  @Override
  public Group group() {
    return Group.PLATFORM;
  }

  @Override
  public String summary() {
    return "a system call in a site that promises `nomem`";
  }

  @Override
  public void examine(Examination examination, Consumer<Suspicion> suspicions) {
    if (!examination.contract().promises(Option.NOMEM)) {
      return;
    }
    for (Path path : examination.paths()) {
      for (Occurrence occurrence : path.events()) {
        if (occurrence.event() instanceof Event.SystemCall) {
          suspicions.accept(suspicion(examination, path, occurrence));
        }
      }
    }
  }

  private Suspicion suspicion(Examination examination, Path path, Occurrence occurrence) {
    Phrases words = Phrases.of(examination.site());
    return Suspicion.of(
            this,
            "",
            examination,
            path,
            new Claim.Happens(examination.run().terms().trueTerm()),
            Wording.plain(
                "the system may read and write memory, although " + words.promised(Option.NOMEM)),
            Optional.of(occurrence.at()),
            "enters the system")
        .note(
            words.either("with `nomem`, stores", "then stores")
                + " before the call may come after it, or never")
        .help(words.withdraw(Option.NOMEM) + ", unless this call never touches memory");
  }
}
