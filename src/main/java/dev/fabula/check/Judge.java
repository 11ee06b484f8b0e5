package dev.fabula.check;

import dev.fabula.exec.Path;
import dev.fabula.exec.Run;
import dev.fabula.solver.Answer;
import dev.fabula.solver.Solver;
import dev.fabula.term.Assignment;
import dev.fabula.term.Evaluator;
import dev.fabula.term.Substitution;
import dev.fabula.term.Term;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks for an entry state that confirms a suspicion, and replays it. */
final class Judge {

  private static final int GUESSES = 6;

  private final Solver solver;
  private final Duration limit;
  private final Deadline deadline;
  private final Replay replay;

  /**
   * A judge of one site's suspicions.
   *
   * @param limit how long the solver may think about one
   * @param deadline when the site's time is over
   */
  Judge(Solver solver, Duration limit, Deadline deadline, Replay replay) {
    this.solver = solver;
    this.limit = limit;
    this.deadline = deadline;
    this.replay = replay;
  }

  /** What became of a suspicion. */
  sealed interface Ruling {
    /** A replay shows the violation. */
    record Confirmed(Witness witness) implements Ruling {}

    /** No entry state shows it. */
    record Refuted() implements Ruling {}

    /** Neither was found. */
    record Undecided(String reason) implements Ruling {}
  }

  /** Rules on a suspicion. */
  Ruling rule(Suspicion suspicion) {
    List<Term> conditions = conditions(suspicion);
    Substitution layout = new Substitution(Replay.layout(suspicion.examination().run()));
    List<Term> placed = conditions.stream().map(layout::apply).toList();
    if (placed.stream().anyMatch(Term::isFalse)) {
      return new Ruling.Refuted();
    }
    Optional<Ruling> inexact = throughFootprint(suspicion);
    if (inexact.isPresent()) {
      return inexact.get();
    }
    return guess(suspicion, placed).orElseGet(() -> solve(suspicion, placed));
  }

  /** Whether no entry state can show the suspicion, as far as the solver knows. */
  boolean excludes(Suspicion suspicion) {
    Substitution layout = new Substitution(Replay.layout(suspicion.examination().run()));
    List<Term> open = conditions(suspicion).stream().map(layout::apply).toList();
    return open.stream().anyMatch(Term::isFalse)
        || solver.check(open.stream().filter(c -> !c.isTrue()).toList(), limit)
            instanceof Answer.Unsatisfiable;
  }

  /**
   * An instruction without an entry may read less than LLVM's descriptor says: a difference in its
   * result is then no proof of one in the processor.
   */
  private static Optional<Ruling> throughFootprint(Suspicion suspicion) {
    Optional<String> function =
        switch (suspicion.claim()) {
          case Claim.Happens happens -> Optional.empty();
          case Claim.Depends depends -> Footprint.between(depends.value(), depends.varied());
          case Claim.Disagrees disagrees -> Footprint.in(disagrees.condition());
        };
    return function.map(
        f -> new Ruling.Undecided("what `" + f + "` computes is not known exactly"));
  }

  private Optional<Ruling> guess(Suspicion suspicion, List<Term> conditions) {
    for (int seed = 1; seed <= GUESSES && !deadline.isPast(); seed++) {
      Assignment assignment = Assignment.random(seed);
      Evaluator evaluator = new Evaluator(assignment);
      if (conditions.stream().allMatch(evaluator::holds)) {
        Optional<Witness> witness = witness(suspicion, assignment);
        if (witness.isPresent()) {
          return witness.map(Ruling.Confirmed::new);
        }
      }
    }
    return Optional.empty();
  }

  private Ruling solve(Suspicion suspicion, List<Term> conditions) {
    if (deadline.isPast()) {
      return new Ruling.Undecided("the time for one site ran out");
    }
    List<Term> open = conditions.stream().filter(c -> !c.isTrue()).toList();
    return switch (solver.check(open, limit)) {
      case Answer.Unsatisfiable unsatisfiable -> new Ruling.Refuted();
      case Answer.Unknown unknown -> new Ruling.Undecided(unknown.reason());
      case Answer.Satisfiable satisfiable ->
          witness(suspicion, satisfiable.model())
              .<Ruling>map(Ruling.Confirmed::new)
              .orElseGet(() -> new Ruling.Undecided("the solver's model did not replay"));
    };
  }

  private List<Term> conditions(Suspicion suspicion) {
    List<Term> result = new ArrayList<>();
    switch (suspicion.claim()) {
      case Claim.Happens happens -> {
        result.addAll(suspicion.path().conditions());
        result.add(happens.condition());
      }
      case Claim.Depends depends -> addTwice(depends, result);
      case Claim.Disagrees disagrees -> {
        result.addAll(suspicion.path().conditions());
        result.addAll(disagrees.otherPath().conditions());
        result.add(disagrees.condition());
      }
    }
    return result;
  }

  private static void addTwice(Claim.Depends depends, List<Term> result) {
    Map<Term, Term> others = new HashMap<>();
    for (Term variable : depends.varied()) {
      others.put(variable, other(variable));
    }
    Substitution substitution = new Substitution(others);
    depends.assumptions().forEach(a -> result.add(a));
    depends.assumptions().forEach(a -> result.add(substitution.apply(a)));
    result.add(depends.value().ne(substitution.apply(depends.value())));
  }

  private static Term other(Term variable) {
    String name = Run.other(variable.name());
    return variable.isMemory()
        ? variable.bank().memory(name, variable.addressWidth())
        : variable.bank().variable(name, variable.width());
  }

  private Optional<Witness> witness(Suspicion suspicion, Assignment assignment) {
    Examination first = replay.examine(suspicion.examination(), assignment, Set.of());
    return switch (suspicion.claim()) {
      case Claim.Happens happens -> witnessOfEvent(suspicion, first, assignment);
      case Claim.Depends depends -> witnessOfDependence(suspicion, depends, first, assignment);
      case Claim.Disagrees disagrees ->
          witnessOfDisagreement(suspicion, disagrees, first, assignment);
    };
  }

  private Optional<Witness> witnessOfEvent(
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

  private Optional<Witness> witnessOfDependence(
      Suspicion suspicion, Claim.Depends depends, Examination first, Assignment assignment) {
    Set<String> varied =
        depends.varied().stream().map(Term::name).collect(Collectors.toUnmodifiableSet());
    Examination second = replay.examine(suspicion.examination(), assignment, varied);
    Observed one = depends.observation().apply(only(first));
    Observed two = depends.observation().apply(only(second));
    return one.equals(two)
        ? Optional.empty()
        : Optional.of(Telling.ofDependence(suspicion, depends, first, second, assignment));
  }

  private Optional<Witness> witnessOfDisagreement(
      Suspicion suspicion, Claim.Disagrees disagrees, Examination first, Assignment assignment) {
    Examination otherSymbolic =
        new Examination(
            suspicion.examination().site(), suspicion.examination().rendered(), disagrees.other());
    Examination second = replay.examine(otherSymbolic, same(disagrees, assignment), Set.of());
    Observed one = disagrees.observation().apply(new Claim.ObservedPath(first, only(first)));
    Observed two = disagrees.observation().apply(new Claim.ObservedPath(second, only(second)));
    return one.equals(two)
        ? Optional.empty()
        : Optional.of(Telling.ofDisagreement(suspicion, first, second, assignment));
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
