package dev.fabula.story;

import dev.fabula.mir.MemoryEvent;
import dev.fabula.mir.Outcome;
import dev.fabula.mir.Vocabulary;
import dev.fabula.term.Op;
import dev.fabula.term.Substitution;
import dev.fabula.term.Term;
import java.util.ArrayList;
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

  /**
   * Takes what the code yields and leaves where the story yields or writes something arbitrary.
   *
   * @param code what the code yields
   * @param memory what it leaves in memory
   * @param story what the story yields in the same places
   */
  void takeAll(List<Term> code, Term memory, List<Term> story, Outcome told) {
    List<Term> there = new ArrayList<>(code);
    List<Term> wanted = new ArrayList<>(story);
    Pieces pieces = new Pieces();
    told.conditions().forEach(pieces::mix);
    for (MemoryEvent event : told.events()) {
      boolean writes = event.kind() == MemoryEvent.Kind.WRITE && event.bytes() > 0;
      if (writes && event.value().isPresent() && event.when().isTrue()) {
        there.add(memory.load(event.address(), event.bytes()));
        wanted.add(event.value().get());
      } else {
        event.value().ifPresent(pieces::mix);
        pieces.mix(event.when());
      }
    }
    for (int i = 0; i < Math.min(there.size(), wanted.size()); i++) {
      take(there.get(i), wanted.get(i));
      if (there.get(i).width() == wanted.get(i).width()) {
        pieces.look(there.get(i), wanted.get(i));
      } else {
        pieces.mix(wanted.get(i));
      }
    }
    for (int i = 0; i < Math.min(there.size(), wanted.size()); i++) {
      takeNans(there.get(i), wanted.get(i));
    }
    pieces.values().forEach(chosen::putIfAbsent);
  }

  /** The NaN that the code yields, if it is one; if it is none, another one will not do either. */
  private void takeNans(Term code, Term story) {
    story.variables().stream()
        .filter(v -> v.op() == Op.VARIABLE && v.name().startsWith(Vocabulary.NAN))
        .filter(v -> v.width() == code.width())
        .forEach(v -> chosen.putIfAbsent(v, code));
  }

  UnaryOperator<Term> operator() {
    return chosen.isEmpty() ? UnaryOperator.identity() : new Substitution(chosen)::apply;
  }
}
