package dev.fabula.exec;

import dev.fabula.isa.InstructionSet.Precision;
import java.util.List;
import java.util.Optional;

/**
 * All that was found by running one allocation's code on every entry state.
 *
 * @param run what the paths share
 * @param code the code
 * @param paths the paths
 * @param precision the weakest precision of any instruction met
 */
public record Exploration(Run run, Code code, List<Path> paths, Precision precision) {

  /** Copies the paths. */
  public Exploration {
    paths = List.copyOf(paths);
  }

  /** Why something on the way is not known, if so. */
  public Optional<String> unknown() {
    return paths.stream()
        .filter(p -> p.exit() instanceof Exit.Lost)
        .map(p -> ((Exit.Lost) p.exit()).reason())
        .findFirst();
  }

  /** Whether what whoever switches back does is taken for what the code itself does. */
  public boolean assumesItself() {
    return !run.valuation().assumed().isEmpty();
  }

  /** Whether something is called that follows no known convention. */
  public boolean callsStrangers() {
    return run.callsStrangers();
  }

  /** Whether a called function is trusted to leave alone what was saved on another stack. */
  public boolean trustsCallees() {
    return !run.valuation().isConcrete()
        && paths.stream().anyMatch(p -> CallerFrame.isTrusted(run, p));
  }

  /** The limit at which a path was given up, if any was. */
  public Optional<String> limit() {
    return paths.stream()
        .filter(p -> p.exit() instanceof Exit.Cut)
        .map(p -> ((Exit.Cut) p.exit()).limit())
        .findFirst();
  }
}
