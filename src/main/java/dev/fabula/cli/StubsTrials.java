package dev.fabula.cli;

import dev.fabula.abi.Abi;
import dev.fabula.abi.Machine;
import dev.fabula.abi.run.Outcome;
import dev.fabula.abi.run.Trials;
import dev.fabula.abi.run.Tried;
import dev.fabula.asm.Assembler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One run of {@code fabula stubs --run}. */
final class StubsTrials {

  private final Abi abi;
  private final List<String> compilers;
  private final Console console;
  private final List<Tried> tried = new ArrayList<>();

  /**
   * A run that writes to the given console.
   *
   * @param compilers those whose programs are wanted
   */
  StubsTrials(Abi abi, List<String> compilers, Console console) {
    this.abi = abi;
    this.compilers = compilers;
    this.console = console;
  }

  /** Runs all stubs and answers with an {@link ExitStatus}. */
  int run() {
    try (Assembler assembler = new Assembler()) {
      Trials trials = new Trials(abi, assembler, tried::add);
      for (Machine machine : abi.machines()) {
        for (String compiler : compilers) {
          for (int level : Trials.levels()) {
            int before = tried.size();
            trials.run(machine, compiler, level);
            tell(machine, compiler, level, tried.subList(before, tried.size()));
          }
        }
      }
    }
    summarise();
    if (count(Outcome.Failed.class) > 0) {
      return ExitStatus.FINDINGS;
    }
    return count(Outcome.Passed.class) > 0 ? ExitStatus.OK : ExitStatus.NOT_ANALYSED;
  }

  private void tell(Machine machine, String compiler, int level, List<Tried> some) {
    long passed = some.stream().filter(t -> t.outcome() instanceof Outcome.Passed).count();
    long run = some.stream().filter(t -> !(t.outcome() instanceof Outcome.Skipped)).count();
    if (run > 0) {
      console.print(
          "%s, %s at level %d: %d of %d stubs are as described%n"
              .formatted(machine.name(), compiler, level, passed, run));
    }
    for (Tried each : some) {
      if (each.outcome() instanceof Outcome.Failed(String what)) {
        console.print("    `%s`: %s%n".formatted(each.stub(), what));
      }
    }
  }

  private void summarise() {
    long passed = count(Outcome.Passed.class);
    long failed = count(Outcome.Failed.class);
    console.print(
        "ran %d stubs of %s: %d as described, %d not; skipped %d%n"
            .formatted(passed + failed, abi.name(), passed, failed, count(Outcome.Skipped.class)));
    Map<String, Integer> reasons = new TreeMap<>();
    for (Tried each : tried) {
      if (each.outcome() instanceof Outcome.Skipped(String why)) {
        reasons.merge(why, 1, Integer::sum);
      }
    }
    reasons.forEach((why, count) -> console.print("%6d skipped: %s%n".formatted(count, why)));
  }

  private long count(Class<? extends Outcome> kind) {
    return tried.stream().filter(t -> kind.isInstance(t.outcome())).count();
  }
}
