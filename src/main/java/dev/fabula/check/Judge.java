package dev.fabula.check;

import dev.fabula.exec.Run;
import dev.fabula.solver.Answer;
import dev.fabula.solver.Solver;
import dev.fabula.term.Assignment;
import dev.fabula.term.Evaluator;
import dev.fabula.term.Facts;
import dev.fabula.term.Guess;
import dev.fabula.term.Substitution;
import dev.fabula.term.Term;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Looks for an entry state that confirms a suspicion, and replays it. */
final class Judge {

  /** Guesses that are only random; those after them are changed until they do. */
  private static final int RANDOM = 6;

  /** Guesses before the solver is asked. */
  private static final int FIRST = 7;

  /** Guesses where the solver has no answer soon. */
  private static final int ALL = 20;

  /** Part of the time in which the solver finds most of its answers. */
  private static final int SOON = 8;

  /** Each question of a kind that was not answered shortens the time for the next so often. */
  private static final int IMPATIENCE = 4;

  private final Solver solver;
  private final Duration limit;
  private final Deadline deadline;
  private final Confirmation soon;
  private final Confirmation late;
  private final Map<Run, Substitution> layouts = new IdentityHashMap<>();
  private final Map<Set<Term>, Substitution> others = new HashMap<>();
  private final Map<List<Term>, Facts> facts = new HashMap<>();
  private final Map<Integer, Evaluator> evaluators = new HashMap<>();
  private final Footprint footprint = new Footprint();
  private final Map<String, Duration> patience = new HashMap<>();
  private final Map<String, Duration> hurry = new HashMap<>();

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
    this.soon = new Confirmation(replay, Replay.Length.SHORT);
    this.late = new Confirmation(replay, Replay.Length.LONG);
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

  /**
   * A suspicion that awaits its ruling.
   *
   * @param conditions what an entry state has to meet that shows it
   */
  record Case(Suspicion suspicion, List<Term> conditions) {}

  /** Opens the case of a suspicion. */
  Case open(Suspicion suspicion) {
    Substitution layout =
        layouts.computeIfAbsent(
            suspicion.examination().run(), run -> new Substitution(Replay.layout(run)));
    return new Case(suspicion, conditions(suspicion).stream().map(layout::apply).toList());
  }

  /** A ruling that needs no solver, if there is one. */
  Optional<Ruling> soon(Case open) {
    if (open.conditions().stream().anyMatch(Term::isFalse)) {
      return Optional.of(new Ruling.Refuted());
    }
    if (deadline.isPast()) {
      return Optional.of(new Ruling.Undecided("the time for one site ran out"));
    }
    return throughFootprint(open.suspicion()).or(() -> guess(open, 1, FIRST, soon));
  }

  /**
   * The ruling on a case that {@link #soon} left open: the solver's, if it has one soon, or what
   * more guesses show; empty where only patience helps.
   */
  Optional<Ruling> later(Case open) {
    Duration time = time(open, hurry).dividedBy(SOON);
    Ruling quick = solve(open, time);
    if (!(quick instanceof Ruling.Undecided)) {
      return Optional.of(quick);
    }
    hurry.put(open.suspicion().key(), time(open, hurry).dividedBy(IMPATIENCE));
    return guess(open, FIRST + 1, ALL, soon).or(() -> guess(open, 1, FIRST, late));
  }

  /** The ruling of a solver that takes all its time. */
  Ruling last(Case open) {
    Duration time = time(open, patience);
    Ruling ruling = solve(open, time);
    if (ruling instanceof Ruling.Undecided) {
      patience.put(open.suspicion().key(), time.dividedBy(IMPATIENCE));
    }
    return ruling;
  }

  private Duration time(Case open, Map<String, Duration> left) {
    return left.getOrDefault(open.suspicion().key(), limit);
  }

  /** Whether no entry state can show the suspicion, as far as the solver knows. */
  boolean excludes(Suspicion suspicion) {
    List<Term> conditions = open(suspicion).conditions();
    return conditions.stream().anyMatch(Term::isFalse)
        || Guess.of(conditions, 1).isEmpty()
            && solver.check(
                    conditions.stream().filter(c -> !c.isTrue()).toList(), deadline.left(limit))
                instanceof Answer.Unsatisfiable;
  }

  /**
   * An instruction without an entry may read less than LLVM's descriptor says: a difference in its
   * result is then no proof of one in the processor.
   */
  private Optional<Ruling> throughFootprint(Suspicion suspicion) {
    Optional<String> function =
        switch (suspicion.claim()) {
          case Claim.Happens happens -> Optional.empty();
          case Claim.Depends depends -> footprint.between(depends.value(), depends.varied());
          case Claim.Disagrees disagrees -> footprint.in(disagrees.condition());
        };
    return function.map(
        f -> new Ruling.Undecided("what `" + f + "` computes is not known exactly"));
  }

  private Optional<Ruling> guess(Case open, int first, int last, Confirmation confirmation) {
    return IntStream.rangeClosed(first, last)
        .mapToObj(seed -> guess(open, seed))
        .takeWhile(guess -> !deadline.isPast())
        .flatMap(Optional::stream)
        .flatMap(guess -> confirmation.of(open.suspicion(), guess).stream())
        .<Ruling>map(Ruling.Confirmed::new)
        .findFirst();
  }

  /** Random values; later, others where those do not do. */
  private Optional<Assignment> guess(Case open, int seed) {
    if (seed > RANDOM) {
      return Guess.of(open.conditions(), seed);
    }
    Evaluator evaluator =
        evaluators.computeIfAbsent(seed, s -> new Evaluator(Assignment.random(s)));
    return Optional.of(evaluator)
        .filter(e -> open.conditions().stream().allMatch(e::holds))
        .map(Evaluator::assignment);
  }

  private Ruling solve(Case open, Duration time) {
    if (deadline.isPast()) {
      return new Ruling.Undecided("the time for one site ran out");
    }
    List<Term> asked = open.conditions().stream().filter(c -> !c.isTrue()).toList();
    return switch (solver.check(asked, deadline.left(time))) {
      case Answer.Unsatisfiable unsatisfiable -> new Ruling.Refuted();
      case Answer.Unknown unknown -> new Ruling.Undecided(unknown.reason());
      case Answer.Satisfiable satisfiable ->
          soon.of(open.suspicion(), satisfiable.model())
              .or(() -> late.of(open.suspicion(), satisfiable.model()))
              .<Ruling>map(Ruling.Confirmed::new)
              .orElseGet(() -> new Ruling.Undecided("the solver's model did not replay"));
    };
  }

  private List<Term> conditions(Suspicion suspicion) {
    return switch (suspicion.claim()) {
      case Claim.Happens happens -> with(happens.condition(), suspicion.path().conditions());
      case Claim.Depends depends -> twice(depends);
      case Claim.Disagrees disagrees -> {
        Substitution equal = new Substitution(disagrees.equal());
        List<Term> both = new ArrayList<>(suspicion.path().conditions());
        disagrees.otherPath().conditions().forEach(c -> both.add(equal.apply(c)));
        yield with(disagrees.condition(), both);
      }
    };
  }

  /** Conditions together with one more, which is simplified by what they say. */
  private List<Term> with(Term last, List<Term> conditions) {
    List<Term> all = new ArrayList<>(conditions);
    all.add(facts.computeIfAbsent(List.copyOf(conditions), Facts::of).simplify(last));
    return all;
  }

  private List<Term> twice(Claim.Depends depends) {
    Substitution other =
        others.computeIfAbsent(
            depends.varied(),
            varied ->
                new Substitution(
                    varied.stream().collect(Collectors.toMap(variable -> variable, Judge::other))));
    List<Term> both = new ArrayList<>(depends.assumptions());
    depends.assumptions().forEach(a -> both.add(other.apply(a)));
    return with(depends.value().ne(other.apply(depends.value())), both);
  }

  private static Term other(Term variable) {
    String name = Run.other(variable.name());
    return variable.isMemory()
        ? variable.bank().memory(name, variable.addressWidth())
        : variable.bank().variable(name, variable.width());
  }
}
