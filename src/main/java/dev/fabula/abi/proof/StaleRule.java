package dev.fabula.abi.proof;

import dev.fabula.abi.Stub;
import dev.fabula.check.Examination;
import dev.fabula.check.Group;
import dev.fabula.check.Suspicion;
import dev.fabula.check.Wording;
import dev.fabula.exec.Path;
import dev.fabula.term.Term;
import java.util.function.Consumer;

/** What the system may leave as it was is something that the program has put there. */
final class StaleRule extends StubRule {

  StaleRule(Matching matching) {
    super(matching);
  }

  @Override
  public String name() {
    return "stub-stale";
  }

  @Override
  public Group group() {
    return Group.HINT;
  }

  @Override
  public String summary() {
    return "a result that the system may leave out is whatever was in its register";
  }

  @Override
  public void examine(Examination examination, Consumer<Suspicion> suspicions) {
    for (Path path : examination.paths()) {
      Trap.of(examination, path, machine())
          .ifPresent(trap ->
              stub().outputs().stream()
                  .filter(Stub.Use::mayStay)
                  .filter(use -> matching().output(use).isPresent())
                  .filter(use -> isStale(trap, use))
                  .forEach(use -> suspicions.accept(stale(trap, use))));
    }
  }

  private boolean isStale(Trap trap, Stub.Use use) {
    return machine().register(use.role().name()).stream()
        .map(r -> trap.before(trap.location(machine(), r)))
        .flatMap(value -> value.variables().stream())
        .anyMatch(v -> !trap.examination().isDefined(v));
  }

  private Suspicion stale(Trap trap, Stub.Use use) {
    Term always = trap.examination().run().terms().trueTerm();
    return suspicion(
            trap,
            use.role().name(),
            always,
            Wording.about(
                "the system may leave ", use.role().name(), " as it was, which is anything"),
            "enters the system")
        .help("make it `inlateout(…) 0 => …`, or `\"+r\"` with a value");
  }
}
