package dev.fabula.story;

import dev.fabula.check.Examination;
import dev.fabula.check.Performances;
import dev.fabula.check.Tools;
import dev.fabula.check.Verdict;
import dev.fabula.check.Witness;
import dev.fabula.mir.Unsupported;
import dev.fabula.mir.Vocabulary;
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
  private Optional<Telling> telling = Optional.empty();
  private boolean guessing;
  private boolean allowed;

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

  /** Says which story the differences that come next are about. */
  void about(Telling story) {
    telling = Optional.of(story);
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
    Optional<String> vague = Vagueness.in(difference.conditions());
    boolean turned = difference.conditions().stream().anyMatch(Vocabulary::isTurned);
    boolean chosen =
        guessing || turned || difference.conditions().stream().anyMatch(Choices::areIn);
    if (vague.isEmpty() && !chosen && isGuessed(difference)) {
      return;
    }
    switch (ruling.ask(difference.conditions())) {
      case Answer.Unsatisfiable never -> {}
      case Answer.Unknown(String reason) ->
          lack("whether " + difference.message() + " was not decided: " + reason);
      case Answer.Satisfiable(Assignment model) -> {
        if (vague.isPresent()) {
          lack("what `" + vague.get() + "` computes is not told in terms of Rust");
        } else if (!confirm(difference, model, chosen) && !confirmPlaced(difference, chosen)) {
          lack(
              turned
                  ? "it does not follow from an invariant whether " + difference.message()
                  : chosen
                      ? "what `story::any` computes is not told in terms of Rust"
                      : "whether " + difference.message() + " was not decided: " + unconfirmed());
        }
      }
    }
  }

  private String unconfirmed() {
    return allowed ? "the story allows it where it was replayed" : "the model did not replay";
  }

  private boolean isGuessed(Difference difference) {
    for (int seed = 1; seed <= GUESSES; seed++) {
      Assignment guess = Assignment.random(seed);
      Evaluator evaluator = new Evaluator(guess);
      if (difference.conditions().stream().allMatch(evaluator::holds)
          && confirm(difference, guess, false)) {
        return true;
      }
    }
    return false;
  }

  /** Looks for a witness whose stack is where a replay has it. */
  private boolean confirmPlaced(Difference difference, boolean chosen) {
    Substitution layout = performances.layout(difference.examination());
    return ruling.ask(difference.conditions().stream().map(layout::apply).toList())
            instanceof Answer.Satisfiable(Assignment model)
        && confirm(difference, model, chosen);
  }

  /**
   * Whether a replay with constants, of the code and of the story, shows the difference; notes it
   * then.
   *
   * @param chosen whether it rests on what the story chooses, so that only its replay can tell
   */
  private boolean confirm(Difference difference, Assignment assignment, boolean chosen) {
    Examination symbolic = difference.examination();
    Examination concrete = performances.replay(symbolic, assignment);
    Optional<String> seen =
        new Sighting(difference, concrete, assignment)
            .words(chosen)
            .filter(_ -> isRefused(difference, assignment, concrete, chosen));
    seen.ifPresent(words -> broken = Optional.of(broken(difference, concrete, assignment, words)));
    if (seen.isPresent()) {
      ruling.breaks();
    }
    return seen.isPresent();
  }

  /** Whether the story, told for constants, does not allow what the code did. */
  private boolean isRefused(
      Difference difference, Assignment assignment, Examination concrete, boolean chosen) {
    boolean replayed =
        switch (difference.kind()) {
          case Difference.Kind.Delay _, Difference.Kind.Conduct _, Difference.Kind.Disobedience _ ->
              false;
          case Difference.Kind.Output _,
              Difference.Kind.Memory _,
              Difference.Kind.Access _,
              Difference.Kind.End _ ->
              telling.filter(Telling::isAlone).isPresent();
        };
    if (!replayed) {
      return !chosen;
    }
    try {
      allowed =
          new StoryReplay(telling.orElseThrow(), assignment, concrete, ruling).allows(difference);
      return !allowed;
    } catch (Unsupported unsupported) {
      return false;
    }
  }

  private static Broken broken(
      Difference difference, Examination concrete, Assignment assignment, String words) {
    Set<Term> unknowns = new TreeSet<>(Comparator.comparing(Term::name));
    difference.conditions().forEach(c -> unknowns.addAll(c.variables()));
    unknowns.removeIf(Term::isMemory);
    Witness witness =
        dev.fabula.check.Telling.of(
            difference.examination(), concrete, unknowns, assignment, words);
    return new Broken(difference, witness);
  }
}
