package dev.fabula.check.rules;

import dev.fabula.check.Claim;
import dev.fabula.check.CodeRule;
import dev.fabula.check.EventWords;
import dev.fabula.check.Examination;
import dev.fabula.check.Fixes;
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

/** A site that promises {@code pure} has side effects or is not repeatable. */
public final class NotPure implements CodeRule {

  @Override
  public String name() {
    return "not-pure";
  }

  @Override
  public Group group() {
    return Group.UNSOUND;
  }

  @Override
  public String summary() {
    return "a side effect, or a result that changes, although `pure` is promised";
  }

  @Override
  public void examine(Examination examination, Consumer<Suspicion> suspicions) {
    if (!examination.contract().promises(Option.PURE)) {
      return;
    }
    for (Path path : examination.paths()) {
      for (Occurrence occurrence : path.events()) {
        effect(occurrence.event())
            .ifPresent(
                effect -> suspicions.accept(suspicion(examination, path, occurrence, effect)));
      }
    }
  }

  private static Optional<String> effect(Event event) {
    boolean shows =
        switch (event) {
          case Event.PortIo io -> true;
          case Event.SystemChange change -> true;
          case Event.Maintenance maintenance -> true;
          case Event.Wait wait -> true;
          case Event.SystemCall call -> true;
          case Event.Unrepeatable unrepeatable -> true;
          case Event.Fence fence -> false;
          case Event.Hint hint -> false;
          case Event.FunctionCall call -> false;
          case Event.Unmodelled unmodelled -> false;
          case Event.TrapUnless trap -> false;
        };
    return shows ? Optional.of(EventWords.of(event)) : Optional.empty();
  }

  private Suspicion suspicion(
      Examination examination, Path path, Occurrence occurrence, String effect) {
    Suspicion found =
        Suspicion.of(
                this,
                effect,
                examination,
                path,
                new Claim.Happens(examination.run().terms().trueTerm()),
                Wording.plain(
                    "the code "
                        + effect
                        + ", although "
                        + Phrases.of(examination.site()).promised(Option.PURE)),
                Optional.of(occurrence.at()),
                effect)
            .help(Phrases.of(examination.site()).withdraw(Option.PURE));
    Suspicion graded =
        occurrence.event() instanceof Event.Unrepeatable ? found.in(Group.FRAGILE) : found;
    return Fixes.removeOption(examination.site(), Option.PURE).map(graded::fix).orElse(graded);
  }
}
