package dev.fabula.story;

import dev.fabula.mir.MemoryEvent;
import dev.fabula.mir.Outcome;
import dev.fabula.mir.Vocabulary;
import dev.fabula.term.Op;
import dev.fabula.term.Substitution;
import dev.fabula.term.Term;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The arbitrary values of one behaviour of a story, each chosen as the code has it: a story may
 * choose, and so it chooses what agrees. What decides more than a value stays open.
 */
final class Choices {

  private final Map<Term, Term> chosen = new HashMap<>();

  /** Whether a term is an arbitrary value, and nothing else. */
  static boolean isChoice(Term term) {
    return term.op() == Op.VARIABLE && term.name().startsWith(Vocabulary.CHOICE);
  }

  /** What says, in the condition of an exchange, that it does not fail for no reason. */
  static Optional<Term> chance(MemoryEvent update) {
    return update.when().variables().stream()
        .filter(v -> v.name().startsWith(Vocabulary.CHANCE))
        .findFirst();
  }

  /** Whether something arbitrary is left in a term. */
  static boolean areIn(Term term) {
    return term.variables().stream().anyMatch(Choices::isChoice);
  }

  /** Takes the code's value for the story's, if that is arbitrary. */
  void take(Term code, Term story) {
    if (isChoice(story) && story.width() == code.width()) {
      chosen.putIfAbsent(story, code);
    }
  }

  /** Takes values of the same places. */
  void takeAll(List<Term> code, List<Term> story) {
    for (int i = 0; i < Math.min(code.size(), story.size()); i++) {
      take(code.get(i), story.get(i));
    }
  }

  /** Takes what the code leaves where the story writes something arbitrary. */
  void takeMemory(Term memory, Outcome story) {
    for (MemoryEvent event : story.events()) {
      boolean writes = event.kind() == MemoryEvent.Kind.WRITE && event.bytes() > 0;
      if (writes && event.value().isPresent()) {
        take(memory.load(event.address(), event.bytes()), event.value().get());
      }
    }
  }

  UnaryOperator<Term> operator() {
    return chosen.isEmpty() ? UnaryOperator.identity() : new Substitution(chosen)::apply;
  }
}
