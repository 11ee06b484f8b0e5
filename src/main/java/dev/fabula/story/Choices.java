package dev.fabula.story;

import dev.fabula.exec.MemoryAccess;
import dev.fabula.exec.Path;
import dev.fabula.exec.Region;
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
  private boolean guessed;

  /**
   * Whether another choice than the one that was made might agree as well, or better: then no
   * difference is certain.
   */
  boolean isGuessed() {
    return guessed;
  }

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

  /** Takes the code's value for what is arbitrary in the story's, as far as it is made alike. */
  void take(Term code, Term story) {
    if (story.width() != code.width() || story == code || !areIn(story)) {
      return;
    }
    if (isChoice(story)) {
      chosen.putIfAbsent(story, code);
      return;
    }
    switch (story.op()) {
      case ADD, XOR -> takeRest(code, story);
      case CONCAT -> takeParts(code, story);
      case EXTRACT -> takePart(code, story);
      default -> takeLike(code, story);
    }
  }

  /** Of a sum all but one part is known. */
  private void takeRest(Term code, Term story) {
    List<Term> open = story.arguments().stream().filter(Choices::areIn).toList();
    if (open.size() == 1) {
      Term part = open.getFirst();
      boolean sum = story.op() == Op.ADD;
      Term rest = sum ? story.sub(part) : story.xor(part);
      take(sum ? code.sub(rest) : code.xor(rest), part);
    } else {
      takeLike(code, story);
    }
  }

  private void takeParts(Term code, Term story) {
    int high = story.width();
    for (Term part : story.arguments()) {
      take(code.extract(high - 1, high - part.width()), part);
      high -= part.width();
    }
  }

  /** Of an arbitrary value only a part matters; what it is part of in the code is there whole. */
  private void takePart(Term code, Term story) {
    Term from = story.argument(0);
    guessed = true;
    boolean part =
        code.op() == Op.EXTRACT
            && code.low() == story.low()
            && code.argument(0).width() <= from.width();
    if (part) {
      take(code.argument(0).zext(from.width()), from);
    } else if (story.low() == 0) {
      take(code.zext(from.width()), from);
    } else {
      takeLike(code, story);
    }
  }

  private void takeLike(Term code, Term story) {
    boolean alike = code.op() == story.op() && code.arguments().size() == story.arguments().size();
    for (int i = 0; alike && i < code.arguments().size(); i++) {
      Term part = story.arguments().get(i);
      if (!part.isMemory() && !code.arguments().get(i).isMemory()) {
        take(code.arguments().get(i), part);
      }
    }
  }

  /** Takes the addresses of the code for those of the story, which accesses in the same order. */
  private void takePlaces(Path path, Outcome story) {
    List<MemoryAccess> accesses =
        path.accesses().stream().filter(a -> a.region() == Region.OUTSIDE).toList();
    List<MemoryEvent> events = story.events().stream().filter(e -> e.bytes() > 0).toList();
    guessed |= accesses.size() > 1 && events.stream().anyMatch(e -> areIn(e.address()));
    for (int i = 0; i < Math.min(accesses.size(), events.size()); i++) {
      take(accesses.get(i).address(), events.get(i).address());
    }
  }

  /** The stories' choice of addresses for one way through the code. */
  static Choices places(Path path, List<Outcome> stories) {
    Choices choices = new Choices();
    stories.stream()
        .filter(s -> s.ending() instanceof Outcome.Ending.Returns)
        .forEach(s -> choices.takePlaces(path, s));
    return choices;
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
      boolean writes =
          (event.kind() == MemoryEvent.Kind.WRITE || event.kind() == MemoryEvent.Kind.UPDATE)
              && event.bytes() > 0;
      if (writes && event.value().isPresent() && event.when().isTrue()) {
        there.add(memory.load(event.address(), event.bytes()));
        wanted.add(event.value().get());
      } else {
        event.value().ifPresent(pieces::mix);
        pieces.mix(event.when());
      }
    }
    int places = Math.min(there.size(), wanted.size());
    takeAll(there.subList(0, places), wanted.subList(0, places), pieces);
  }

  /** What is decided comes before what is guessed. */
  private void takeAll(List<Term> there, List<Term> wanted, Pieces pieces) {
    for (int i = 0; i < there.size(); i++) {
      if (isChoice(wanted.get(i))) {
        take(there.get(i), wanted.get(i));
      }
      if (there.get(i).width() == wanted.get(i).width()) {
        pieces.look(there.get(i), wanted.get(i));
      } else {
        pieces.mix(wanted.get(i));
      }
    }
    for (int i = 0; i < there.size(); i++) {
      takeNans(there.get(i), wanted.get(i));
    }
    pieces.values().forEach(chosen::putIfAbsent);
    for (int i = 0; i < there.size(); i++) {
      take(there.get(i), operator().apply(wanted.get(i)));
    }
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
