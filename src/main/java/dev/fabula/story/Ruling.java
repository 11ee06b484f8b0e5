package dev.fabula.story;

import dev.fabula.check.Tools;
import dev.fabula.check.Verdict;
import dev.fabula.solver.Answer;
import dev.fabula.term.Term;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What has been found out of a story so far, apart from what breaks it. */
final class Ruling {

  private final Tools tools;
  private final Set<String> duties = new LinkedHashSet<>();
  private boolean broken;
  private Optional<String> unknown = Optional.empty();
  private Optional<String> bound = Optional.empty();

  Ruling(Tools tools) {
    this.tools = tools;
  }

  Verdict verdict() {
    if (broken) {
      return new Verdict.Broken();
    }
    if (unknown.isPresent()) {
      return new Verdict.Unknown(unknown.get());
    }
    return bound.<Verdict>map(Verdict.Bounded::new).orElseGet(Verdict.Holds::new);
  }

  Set<String> duties() {
    return duties;
  }

  boolean isBroken() {
    return broken;
  }

  void breaks() {
    broken = true;
  }

  void lack(String reason) {
    unknown = unknown.or(() -> Optional.of(reason));
  }

  void limit(String limit) {
    bound = bound.or(() -> Optional.of(limit));
  }

  private boolean isExcluded(List<Term> conditions) {
    return conditions.stream().anyMatch(Term::isFalse)
        || conditions.stream().anyMatch(c -> !c.isTrue())
            && ask(conditions) instanceof Answer.Unsatisfiable;
  }

  /** Notes that nothing is known where these conditions hold, if they can. */
  void undecided(List<Term> conditions, String reason) {
    if (unknown.isEmpty() && !broken && !isExcluded(conditions)) {
      lack(reason);
    }
  }

  /** Notes that nothing is known beyond a limit, if it can be reached. */
  void bounded(List<Term> conditions, String limit) {
    if (bound.isEmpty() && !broken && !isExcluded(conditions)) {
      limit(limit);
    }
  }

  /** Notes what the caller has to see to, if it can go wrong. */
  void duty(List<Term> conditions, String words) {
    if (!duties.contains(words) && !isExcluded(conditions)) {
      duties.add(words);
    }
  }

  /** Whether conditions can hold together. */
  Answer ask(List<Term> conditions) {
    List<Term> expanded = Expansion.of(conditions);
    if (expanded.stream().anyMatch(Term::isFalse)) {
      return new Answer.Unsatisfiable();
    }
    List<Term> open = expanded.stream().filter(c -> !c.isTrue()).toList();
    return tools.solver().check(open, tools.solverLimit());
  }
}
