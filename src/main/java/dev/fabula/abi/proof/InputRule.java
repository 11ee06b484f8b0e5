package dev.fabula.abi.proof;

import dev.fabula.abi.Role;
import dev.fabula.abi.Stub;
import dev.fabula.check.Examination;
import dev.fabula.check.Suspicion;
import dev.fabula.check.Wording;
import dev.fabula.exec.Path;
import dev.fabula.isa.Location;
import dev.fabula.site.Slot;
import dev.fabula.term.Term;
import java.util.Optional;
import java.util.function.Consumer;

/** At the trap, each input is in its register. */
final class InputRule extends StubRule {

  InputRule(Matching matching) {
    super(StubDemand.INPUT, matching);
  }

  @Override
  public void examine(Examination examination, Consumer<Suspicion> suspicions) {
    for (Path path : examination.paths()) {
      Trap.of(examination, path, machine())
          .ifPresent(trap ->
              stub()
                  .inputs()
                  .forEach(use ->
                      machine()
                          .register(use.role().name())
                          .ifPresent(register -> compare(trap, use, register, suspicions))));
    }
  }

  private void compare(Trap trap, Stub.Use use, String register, Consumer<Suspicion> suspicions) {
    Location location = trap.location(machine(), register);
    Term value = trap.before(location);
    Optional<Slot> slot = slot(trap.examination(), matching().input(use)).filter(Slot::reads);
    if (slot.isEmpty() || matching().isUnset(use)) {
      if (slot.isPresent() || !isTemplates(trap, location, value)) {
        Term always = trap.examination().run().terms().trueTerm();
        suspicions.accept(absent(trap, use, register, always));
      }
      return;
    }
    Term wrong = wrong(trap, use.role(), slot.get(), value);
    if (!wrong.isFalse()) {
      suspicions.accept(misplaced(trap, use, register, wrong));
    }
  }

  /**
   * A constant that the template itself puts there is nobody's parameter. In a replay everything is
   * constant, and what is replayed is none.
   */
  private static boolean isTemplates(Trap trap, Location location, Term value) {
    return value.isConstant()
        && !trap.examination().run().entryValue(location).isConstant()
        && trap.path().steps().subList(0, trap.occurrence().step()).stream()
            .anyMatch(step -> step.written(location).isPresent());
  }

  /** The condition under which the system finds another value than was passed. */
  private static Term wrong(Trap trap, Role role, Slot slot, Term value) {
    Term passed = trap.examination().run().inputOf(slot);
    int bits = Math.min(role.bits().orElse(value.width()), value.width());
    int looked = role.ownWidth() ? Math.min(bits, passed.width()) : bits;
    Term expected =
        role.type() == Role.Type.SIGNED
            ? passed.resizeSigned(looked)
            : passed.resizeUnsigned(looked);
    return value.truncate(looked).ne(expected);
  }

  private Suspicion misplaced(Trap trap, Stub.Use use, String register, Term wrong) {
    return suspicion(
            trap,
            use.role().name(),
            wrong,
            Wording.plain(
                "at the trap, `" + register + "` does not hold `" + use.role().name() + "`"),
            "enters the system")
        .note("the system expects there " + use.role().about())
        .help(
            "pass it as an operand in `"
                + register
                + "`, as wide as the register, and leave it there");
  }

  private Suspicion absent(Trap trap, Stub.Use use, String register, Term missing) {
    return suspicion(
            trap,
            use.role().name(),
            missing,
            Wording.plain("nothing passes `" + use.role().name() + "` to the system"),
            "enters the system")
        .note("the system expects in `" + register + "` " + use.role().about())
        .help("pass it as an operand in `" + register + "`");
  }
}
