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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Decides whether differences can happen, and collects what was found. */
final class Arbiter {

  private static final int GUESSES = 4;

  private final Ruling ruling;
  private final Performances performances;
  private Optional<Broken> broken = Optional.empty();
  private boolean guessing;

  /** A difference that was seen to happen. */
  record Broken(Difference difference, Witness witness) {}

  Arbiter(Tools tools, Performances performances) {
    this.ruling = new Ruling(tools);
    this.performances = performances;
    performances.unknown().ifPresent(ruling::lack);
    performances.bound().ifPresent(ruling::limit);
  }

  Verdict verdict() {
    return ruling.verdict();
  }

  Optional<Broken> broken() {
    return broken;
  }

  Set<String> duties() {
    return ruling.duties();
  }

  void lack(String reason) {
    ruling.lack(reason);
  }

  void undecided(List<Term> conditions, String reason) {
    ruling.undecided(conditions, reason);
  }

  void bounded(List<Term> conditions, String limit) {
    ruling.bounded(conditions, limit);
  }

  void duty(List<Term> conditions, String words) {
    ruling.duty(conditions, words);
  }

  /**
   * Says whether the differences that come next rest on a choice of the story that need not be the
   * one that agrees, so that a difference proves nothing.
   */
  void guessing(boolean guessing) {
    this.guessing = guessing;
  }

  /** Looks whether a difference can happen. */
  void suspect(Difference difference) {
    if (broken.isPresent() || difference.conditions().stream().anyMatch(Term::isFalse)) {
      return;
    }
    Optional<String> vague =
        guessing ? Optional.of("story::any") : Vagueness.in(difference.conditions());
    for (int seed = 1; vague.isEmpty() && seed <= GUESSES; seed++) {
      Assignment guess = Assignment.random(seed);
      Evaluator evaluator = new Evaluator(guess);
      if (difference.conditions().stream().allMatch(evaluator::holds)
          && confirm(difference, guess)) {
        return;
      }
    }
    switch (ruling.ask(difference.conditions())) {
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

  /** Looks for a witness whose stack is where a replay has it. */
  private boolean confirmPlaced(Difference difference) {
    Substitution layout = performances.layout(difference.examination());
    return ruling.ask(difference.conditions().stream().map(layout::apply).toList())
            instanceof Answer.Satisfiable(Assignment model)
        && confirm(difference, model);
  }

  /** Whether a replay with constants shows the difference; notes it then. */
  private boolean confirm(Difference difference, Assignment assignment) {
    Examination symbolic = difference.examination();
    Examination concrete = performances.replay(symbolic, assignment);
    Optional<String> seen = new Sighting(difference, concrete, assignment).words();
    seen.ifPresent(words -> broken = Optional.of(broken(difference, concrete, assignment, words)));
    if (seen.isPresent()) {
      ruling.breaks();
    }
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
