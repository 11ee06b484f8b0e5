package dev.fabula.check;

import dev.fabula.check.Replay.Length;
import dev.fabula.exec.Exit;
import dev.fabula.exec.Path;
import dev.fabula.term.Assignment;
import dev.fabula.term.Evaluator;
import dev.fabula.term.Term;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Shows that a suspicion is right, by replaying it from one entry state.
 *
 * @param replay replays of the site
 * @param length how far they are followed
 */
record Confirmation(Replay replay, Length length) {

  /** The witness, if the replay shows the violation. */
  Optional<Witness> of(Suspicion suspicion, Assignment assignment) {
    Examination first = examine(suspicion.examination(), assignment, Set.of());
    return switch (suspicion.claim()) {
      case Claim.Happens happens -> ofEvent(suspicion, first, assignment);
      case Claim.Depends depends -> ofDependence(suspicion, depends, first, assignment);
      case Claim.Disagrees disagrees -> ofDisagreement(suspicion, disagrees, first, assignment);
    };
  }

  private Examination examine(Examination symbolic, Assignment assignment, Set<String> varied) {
    return replay.examine(symbolic, assignment, varied, length);
  }

  private static Optional<Witness> ofEvent(
      Suspicion suspicion, Examination concrete, Assignment assignment) {
    if (!(suspicion.rule() instanceof CodeRule rule)) {
      throw new IllegalStateException(suspicion.rule().name() + " is no rule about code");
    }
    List<Suspicion> again = new ArrayList<>();
    rule.examine(concrete, again::add);
    boolean shown =
        again.stream()
            .filter(s -> s.key().equals(suspicion.key()))
            .anyMatch(s -> s.claim() instanceof Claim.Happens h && h.condition().isTrue());
    return shown ? Optional.of(Telling.ofEvent(suspicion, concrete, assignment)) : Optional.empty();
  }

  private Optional<Witness> ofDependence(
      Suspicion suspicion, Claim.Depends depends, Examination first, Assignment assignment) {
    Set<String> varied =
        depends.varied().stream().map(Term::name).collect(Collectors.toUnmodifiableSet());
    Examination second = examine(suspicion.examination(), assignment, varied);
    Observed one = depends.observation().apply(only(first));
    Observed two = depends.observation().apply(only(second));
    return differ(one, first, two, second)
        ? Optional.of(Telling.ofDependence(suspicion, depends, first, second, assignment))
        : Optional.empty();
  }

  private Optional<Witness> ofDisagreement(
      Suspicion suspicion, Claim.Disagrees disagrees, Examination first, Assignment assignment) {
    Examination otherSymbolic =
        new Examination(
            suspicion.examination().site(), suspicion.examination().rendered(), disagrees.other());
    Examination second = examine(otherSymbolic, same(disagrees, assignment), Set.of());
    Observed one = disagrees.observation().apply(new Claim.ObservedPath(first, only(first)));
    Observed two = disagrees.observation().apply(new Claim.ObservedPath(second, only(second)));
    return differ(one, first, two, second)
        ? Optional.of(Telling.ofDisagreement(suspicion, first, second, assignment))
        : Optional.empty();
  }

  /** Of replays that a longer one would go on with, only what is past counts. */
  private boolean differ(Observed one, Examination first, Observed two, Examination second) {
    boolean over = length == Length.LONG || (isOver(first) && isOver(second));
    return over ? !one.equals(two) : one.departsFrom(two);
  }

  private static boolean isOver(Examination concrete) {
    return !(only(concrete).exit() instanceof Exit.Cut);
  }

  /** The entry state in which the other allocation's unknowns have the values of this one's. */
  private static Assignment same(Claim.Disagrees disagrees, Assignment assignment) {
    Evaluator evaluator = new Evaluator(assignment);
    Map<String, BigInteger> values = new HashMap<>(assignment.variables());
    disagrees.equal().forEach((there, here) -> values.put(there.name(), evaluator.value(here)));
    return new Assignment(values, assignment.memories(), assignment.functions(), assignment.seed());
  }

  private static Path only(Examination concrete) {
    return concrete.paths().getFirst();
  }
}
