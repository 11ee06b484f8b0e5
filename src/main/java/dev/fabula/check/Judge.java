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
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Looks for an entry state that confirms a suspicion, and replays it. */
final class Judge {

  private static final List<Assignment> GUESSES = guesses();

  private final Solver solver;
  private final Duration limit;
  private final Deadline deadline;
  private final Replay replay;
  private final Map<Run, Substitution> layouts = new IdentityHashMap<>();
  private final List<Evaluator> evaluators = new ArrayList<>();

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
    GUESSES.forEach(guess -> evaluators.add(new Evaluator(guess)));
  }

  private static List<Assignment> guesses() {
    List<Assignment> guesses = new ArrayList<>();
    LongStream.rangeClosed(1, 6).mapToObj(Assignment::random).forEach(guesses::add);
    LongStream.rangeClosed(1, 24).mapToObj(Assignment::small).forEach(guesses::add);
    return List.copyOf(guesses);
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
    return quickly(suspicion).orElseGet(() -> solve(suspicion, placed(suspicion)));
  }

  /** The ruling on a suspicion if no solver is needed for it. */
  Optional<Ruling> quickly(Suspicion suspicion) {
    List<Term> placed = placed(suspicion);
    if (placed.stream().anyMatch(Term::isFalse)) {
      return Optional.of(new Ruling.Refuted());
    }
    return throughFootprint(suspicion).or(() -> guess(suspicion, placed));
  }

  /** The conditions of a suspicion with stack and code where they are in every replay. */
  private List<Term> placed(Suspicion suspicion) {
    Substitution layout =
        layouts.computeIfAbsent(
            suspicion.examination().run(), run -> new Substitution(Replay.layout(run)));
    return conditions(suspicion).stream().map(layout::apply).toList();
  }

  /** Whether no entry state can show the suspicion, as far as the solver knows. */
  boolean excludes(Suspicion suspicion) {
    List<Term> open = placed(suspicion);
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
    for (int i = 0; i < GUESSES.size() && !deadline.isPast(); i++) {
      if (conditions.stream().allMatch(evaluators.get(i)::holds)) {
        Optional<Witness> witness = witness(suspicion, GUESSES.get(i));
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
