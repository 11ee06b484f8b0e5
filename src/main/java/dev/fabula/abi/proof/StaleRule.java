package dev.fabula.abi.proof;

import dev.fabula.abi.Stub;
import dev.fabula.check.Examination;
import dev.fabula.check.Suspicion;
import dev.fabula.check.Wording;
import dev.fabula.exec.Path;
import dev.fabula.isa.Location;
import dev.fabula.term.Term;
import java.util.function.Consumer;

/** What the system may leave as it was is something that the program has put there. */
final class StaleRule extends StubRule {

  StaleRule(Matching matching) {
    super(StubDemand.STALE, matching);
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
        .map(r -> trap.location(machine(), r))
        .anyMatch(l -> isArbitrary(trap, l));
  }

  /** In a replay everything has a value, and what is replayed was arbitrary. */
  private static boolean isArbitrary(Trap trap, Location location) {
    return trap.examination().run().entryValue(location).isConstant()
        || trap.before(location).variables().stream()
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
