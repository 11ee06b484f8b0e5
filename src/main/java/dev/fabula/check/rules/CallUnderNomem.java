package dev.fabula.check.rules;

import dev.fabula.check.Claim;
import dev.fabula.check.CodeRule;
import dev.fabula.check.Examination;
import dev.fabula.check.Group;
import dev.fabula.check.Suspicion;
import dev.fabula.check.Wording;
import dev.fabula.exec.Occurrence;
import dev.fabula.exec.Path;
import dev.fabula.isa.Event;
import dev.fabula.site.Option;
import java.util.Optional;
import java.util.function.Consumer;

/** A call in a site that promises {@code nomem} or {@code readonly}. */
public final class CallUnderNomem implements CodeRule {

  @Override
  public String name() {
    return "call-under-nomem";
  }

  @Override
  public Group group() {
    return Group.FRAGILE;
  }

  @Override
  public String summary() {
    return "a function is called in a site that promises `nomem` or `readonly`";
  }

  @Override
  public void examine(Examination examination, Consumer<Suspicion> suspicions) {
    MemoryPromises.visit(
        examination,
        Event.FunctionCall.class::isInstance,
        (promise, path, occurrence) ->
            suspicions.accept(suspicion(examination, promise, path, occurrence)));
  }

  private Suspicion suspicion(
      Examination examination, Option option, Path path, Occurrence occurrence) {
    String what = option == Option.NOMEM ? "read and write" : "write";
    return Suspicion.of(
            this,
            option.spelling(),
            examination,
            path,
            new Claim.Happens(examination.run().terms().trueTerm()),
            Wording.plain(
                "the called function may "
                    + what
                    + " memory, although `"
                    + option.spelling()
                    + "` is promised"),
            Optional.of(occurrence.at()),
            "calls a function")
        .help("remove `" + option.spelling() + "`, unless the function keeps this promise");
  }
}
