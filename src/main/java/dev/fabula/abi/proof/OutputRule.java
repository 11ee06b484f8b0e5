package dev.fabula.abi.proof;

import dev.fabula.abi.Stub;
import dev.fabula.check.Examination;
import dev.fabula.check.Group;
import dev.fabula.check.Suspicion;
import dev.fabula.check.Wording;
import dev.fabula.exec.Path;
import dev.fabula.isa.Location;
import dev.fabula.site.Slot;
import dev.fabula.term.Term;
import java.util.Optional;
import java.util.function.Consumer;

/** Each result of the system comes out from its register. */
final class OutputRule extends StubRule {

  OutputRule(Matching matching) {
    super(StubDemand.OUTPUT, matching);
  }

  @Override
  public void examine(Examination examination, Consumer<Suspicion> suspicions) {
    for (Path path : examination.paths()) {
      if (path.exit().isNormal()) {
        Trap.of(examination, path, machine())
            .ifPresent(trap ->
                stub()
                    .outputs()
                    .forEach(use ->
                        machine()
                            .register(use.role().name())
                            .ifPresent(register -> compare(trap, use, register, suspicions))));
      }
    }
  }

  private void compare(Trap trap, Stub.Use use, String register, Consumer<Suspicion> suspicions) {
    Location location = trap.location(machine(), register);
    Optional<Slot> slot =
        slot(trap.examination(), matching().output(use)).filter(s -> s.outputBits() > 0);
    if (slot.isEmpty()) {
      suspicions.accept(dropped(trap, use, register));
      return;
    }
    Term value = trap.examination().output(trap.path(), slot.get());
    Term wrong = value.ne(trap.after(location).truncate(value.width()));
    if (!wrong.isFalse()) {
      suspicions.accept(other(trap, use, register, wrong));
    }
  }

  private Suspicion other(Trap trap, Stub.Use use, String register, Term wrong) {
    return suspicion(
            trap,
            use.role().name(),
            wrong,
            Wording.plain(
                "what comes out as `"
                    + use.role().name()
                    + "` is not what the system leaves in `"
                    + register
                    + "`"),
            "enters the system")
        .note("the system leaves there " + use.role().about())
        .help("let the output be in `" + register + "`");
  }

  private Suspicion dropped(Trap trap, Stub.Use use, String register) {
    return suspicion(
            trap,
            use.role().name(),
            trap.examination().run().terms().trueTerm(),
            Wording.plain("`" + use.role().name() + "` does not come out of the stub"),
            "enters the system")
        .note("the system leaves in `" + register + "` " + use.role().about())
        .help("add an output in `" + register + "`")
        .in(Group.PLATFORM);
  }
}
