package dev.fabula.abi.proof;

import dev.fabula.check.Examination;
import dev.fabula.check.Group;
import dev.fabula.check.Suspicion;
import dev.fabula.check.Wording;
import dev.fabula.exec.Occurrence;
import dev.fabula.exec.Path;
import dev.fabula.isa.Event;
import dev.fabula.isa.Instruction;
import dev.fabula.term.Term;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A stub enters the system once on every way through it, by the described instruction. */
final class TrapRule extends StubRule {

  TrapRule(Matching matching) {
    super(StubDemand.TRAP, matching);
  }

  @Override
  public void examine(Examination examination, Consumer<Suspicion> suspicions) {
    for (Path path : examination.paths()) {
      List<Occurrence> calls = Trap.calls(path);
      if (calls.isEmpty() && path.exit().isNormal()) {
        suspicions.accept(
            wrong(examination, path, "there is a way through it without a trap", Optional.empty()));
      } else if (calls.size() > 1) {
        suspicions.accept(
            wrong(
                examination,
                path,
                "it enters the system more than once",
                Optional.of(calls.getLast().at())));
      } else {
        calls.forEach(call -> compare(examination, path, call, suspicions));
      }
    }
  }

  private void compare(
      Examination examination, Path path, Occurrence call, Consumer<Suspicion> suspicions) {
    if (!(call.event() instanceof Event.SystemCall(String instruction, long number))) {
      return;
    }
    if (!instruction.equals(machine().instruction())) {
      suspicions.accept(
          wrong(
              examination,
              path,
              "it enters the system by `" + call.at() + "`, and not by `" + machine().trap() + "`",
              Optional.of(call.at())));
    } else if (machine().immediate().isPresent() && machine().immediate().getAsLong() != number) {
      suspicions.accept(immediate(examination, path, call));
    }
  }

  private Suspicion immediate(Examination examination, Path path, Occurrence call) {
    Suspicion found =
        wrong(
            examination,
            path,
            "the trap is `" + call.at() + "`, and not `" + machine().trap() + "`",
            Optional.of(call.at()));
    return machine().checksImmediate()
        ? found
        : found
            .note(
                "it is not as described, but the system does not look at the immediate: nothing is"
                    + " broken")
            .in(Group.HINT);
  }

  private Suspicion wrong(
      Examination examination, Path path, String what, Optional<Instruction> culprit) {
    Term always = examination.run().terms().trueTerm();
    return suspicion(
            examination,
            path,
            "",
            always,
            Wording.plain(what),
            culprit,
            culprit.isPresent() ? "enters the system" : "")
        .help("enter by `" + machine().trap() + "`, once");
  }
}
