package dev.fabula.isa.validate;

import dev.fabula.isa.validate.Aim.Aimed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The executions of one form.
 *
 * @param twin the last state's reason, where it is a twin of the first
 */
record Trial(Outcome outcome, List<Aimed> states, Optional<Twins.Twin> twin) {

  private static final int ILLEGAL = 4;
  private static final int BUS = 7;
  private static final int FAULT = 11;

  /** A result that is not as it should be. */
  private record Wrong(Aimed from, String what) {}

  /**
   * Compares what the executions left.
   *
   * @return why the processor does not run the form, if so
   */
  Optional<String> judge(
      Target target, Twins twins, List<Optional<MachineState>> after, Tally tally) {
    if (after.stream().anyMatch(s -> signal(s) == ILLEGAL)) {
      return Optional.of("no instruction of this processor");
    }
    if (isPrivileged(after)) {
      return Optional.of("only for the system: each execution ends with a fault");
    }
    List<Wrong> wrong = new ArrayList<>();
    for (int n = 0; n < states.size(); n++) {
      // Where an access has to be aligned is left to the processor, but on x86.
      if (!target.architecture().isX86() && signal(after.get(n)) == BUS) {
        tally.misaligned++;
      } else {
        judge(target, states.get(n), after.get(n), wrong);
      }
    }
    twin.ifPresent(t -> judgeTwin(t, twins, after, tally, wrong));
    wrong.forEach(w -> tally.differ(outcome.form(), w.from().told(target), w.what()));
    tally.ran(outcome.form(), states.size());
    return Optional.empty();
  }

  private static int signal(Optional<MachineState> state) {
    return state.map(MachineState::signal).orElse(0);
  }

  /** What only the system may do ends with a fault from any state. */
  private boolean isPrivileged(List<Optional<MachineState>> after) {
    return outcome.paths().stream().allMatch(p -> p.safe().isEmpty())
        && after.stream().allMatch(s -> signal(s) == FAULT);
  }

  private static void judge(
      Target target, Aimed from, Optional<MachineState> after, List<Wrong> wrong) {
    List<String> found =
        after
            .map(s -> Comparison.of(target, from, s))
            .orElse(List.of("the child dies or does not end"));
    if (!found.isEmpty()) {
      wrong.add(new Wrong(from, String.join("; ", found)));
    }
  }

  private void judgeTwin(
      Twins.Twin twin,
      Twins twins,
      List<Optional<MachineState>> after,
      Tally tally,
      List<Wrong> wrong) {
    Optional<MachineState> first = after.getFirst();
    Optional<MachineState> second = after.getLast();
    if (first.isPresent() && second.isPresent()) {
      tally.twins++;
      twins
          .differences(states.getFirst(), first.get(), twin, second.get())
          .forEach(d -> wrong.add(new Wrong(states.getFirst(), d)));
    }
  }
}
