package dev.fabula.check.rules;

import dev.fabula.check.Claim;
import dev.fabula.check.CodeRule;
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
    return switch (event) {
      case Event.PortIo io -> Optional.of("talks to a device");
      case Event.SystemChange change -> Optional.of("changes system state");
      case Event.Maintenance maintenance -> Optional.of("maintains caches");
      case Event.Wait wait -> Optional.of("waits");
      case Event.SystemCall call -> Optional.of("enters the system");
      case Event.Unrepeatable unrepeatable ->
          Optional.of("yields " + unrepeatable.what() + ", which is not the same each time");
      case Event.Fence fence -> Optional.empty();
      case Event.Hint hint -> Optional.empty();
      case Event.FunctionCall call -> Optional.empty();
      case Event.Unmodelled unmodelled -> Optional.empty();
      case Event.TrapUnless trap -> Optional.empty();
    };
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
