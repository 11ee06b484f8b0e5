package dev.fabula.story;

import dev.fabula.check.Examination;
import dev.fabula.check.Performances;
import dev.fabula.check.Telling;
import dev.fabula.check.Tools;
import dev.fabula.check.Verdict;
import dev.fabula.check.Witness;
import dev.fabula.solver.Answer;
import dev.fabula.term.Assignment;
import dev.fabula.term.Evaluator;
import dev.fabula.term.Substitution;
import dev.fabula.term.Term;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Decides whether differences can happen, and collects what was found. */
final class Arbiter {

  private static final int GUESSES = 4;

  private final Tools tools;
  private final Performances performances;
  private final Set<String> duties = new LinkedHashSet<>();
  private Optional<Broken> broken = Optional.empty();
  private Optional<String> unknown = Optional.empty();
  private Optional<String> bound = Optional.empty();

  /** A difference that was seen to happen. */
  record Broken(Difference difference, Witness witness) {}

  Arbiter(Tools tools, Performances performances) {
    this.tools = tools;
    this.performances = performances;
    performances.unknown().ifPresent(this::lack);
    performances.bound().ifPresent(limit -> bound = Optional.of(limit));
  }

  Verdict verdict() {
    if (broken.isPresent()) {
      return new Verdict.Broken();
    }
    if (unknown.isPresent()) {
      return new Verdict.Unknown(unknown.get());
    }
    return bound.<Verdict>map(Verdict.Bounded::new).orElseGet(Verdict.Holds::new);
  }

  Optional<Broken> broken() {
    return broken;
  }

  Set<String> duties() {
    return duties;
  }

  void lack(String reason) {
    unknown = unknown.or(() -> Optional.of(reason));
  }

  private boolean isExcluded(List<Term> conditions) {
    return conditions.stream().anyMatch(Term::isFalse)
        || conditions.stream().anyMatch(c -> !c.isTrue())
            && ask(conditions) instanceof Answer.Unsatisfiable;
  }

  /** Notes that nothing is known where these conditions hold, if they can. */
  void undecided(List<Term> conditions, String reason) {
    if (unknown.isEmpty() && broken.isEmpty() && !isExcluded(conditions)) {
      lack(reason);
    }
  }

  /** Notes that nothing is known beyond a limit, if it can be reached. */
  void bounded(List<Term> conditions, String limit) {
    if (bound.isEmpty() && broken.isEmpty() && !isExcluded(conditions)) {
      bound = Optional.of(limit);
    }
  }

  /** Notes what the caller has to see to, if it can go wrong. */
  void duty(List<Term> conditions, String words) {
    if (!duties.contains(words) && !isExcluded(conditions)) {
      duties.add(words);
    }
  }

  /** Looks whether a difference can happen. */
  void suspect(Difference difference) {
    if (broken.isPresent() || difference.conditions().stream().anyMatch(Term::isFalse)) {
      return;
    }
    Optional<String> vague = Vagueness.in(difference.conditions());
    for (int seed = 1; vague.isEmpty() && seed <= GUESSES; seed++) {
      Assignment guess = Assignment.random(seed);
      Evaluator evaluator = new Evaluator(guess);
      if (difference.conditions().stream().allMatch(evaluator::holds)
          && confirm(difference, guess)) {
        return;
      }
    }
    switch (ask(difference.conditions())) {
      case Answer.Unsatisfiable never -> {}
      case Answer.Unknown(String reason) ->
          lack("whether " + difference.message() + " was not decided: " + reason);
      case Answer.Satisfiable(Assignment model) -> {
        if (vague.isPresent()) {
          lack("what `" + vague.get() + "` computes is not told in terms of Rust");
        } else if (!confirm(difference, model) && !confirmPlaced(difference)) {
          lack("whether " + difference.message() + " was not decided: the model did not replay");
        }
      }
    }
  }

  private Answer ask(List<Term> conditions) {
    List<Term> expanded = Expansion.of(conditions);
    if (expanded.stream().anyMatch(Term::isFalse)) {
      return new Answer.Unsatisfiable();
    }
    List<Term> open = expanded.stream().filter(c -> !c.isTrue()).toList();
    return tools.solver().check(open, tools.solverLimit());
  }

  /** Looks for a witness whose stack is where a replay has it. */
  private boolean confirmPlaced(Difference difference) {
    Substitution layout = performances.layout(difference.examination());
    return ask(difference.conditions().stream().map(layout::apply).toList())
            instanceof Answer.Satisfiable(Assignment model)
        && confirm(difference, model);
  }

  /** Whether a replay with constants shows the difference; notes it then. */
  private boolean confirm(Difference difference, Assignment assignment) {
    Examination symbolic = difference.examination();
    Examination concrete = performances.replay(symbolic, assignment);
    Optional<String> seen = new Sighting(difference, concrete, assignment).words();
    seen.ifPresent(words -> broken = Optional.of(broken(difference, concrete, assignment, words)));
    return seen.isPresent();
  }

  private static Broken broken(
      Difference difference, Examination concrete, Assignment assignment, String words) {
    Set<Term> unknowns = new TreeSet<>(Comparator.comparing(Term::name));
    difference.conditions().forEach(c -> unknowns.addAll(c.variables()));
    unknowns.removeIf(Term::isMemory);
    Witness witness = Telling.of(difference.examination(), concrete, unknowns, assignment, words);
    return new Broken(difference, witness);
  }
}
