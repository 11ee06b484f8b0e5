package dev.fabula.story;

import dev.fabula.check.Examination;
import dev.fabula.exec.Exit;
import dev.fabula.exec.MemoryAccess;
import dev.fabula.exec.Path;
import dev.fabula.exec.Region;
import dev.fabula.isa.Event;
import dev.fabula.mir.MemoryEvent;
import dev.fabula.mir.Outcome;
import dev.fabula.mir.Outcome.Ending;
import dev.fabula.mir.Unsupported;
import dev.fabula.mir.Vocabulary;
import dev.fabula.solver.Answer;
import dev.fabula.term.Assignment;
import dev.fabula.term.Evaluator;
import dev.fabula.term.Op;
import dev.fabula.term.Substitution;
import dev.fabula.term.Subterms;
import dev.fabula.term.Term;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A story told once more, for the constants of one entry state: whether it allows what the code did
 * there. Its arbitrary values may be any, as far as that is decided.
 */
final class StoryReplay {

  private final Telling telling;
  private final List<Outcome> outcomes;
  private final Evaluator entry;
  private final Examination concrete;
  private final Path path;
  private final Ruling ruling;
  private final Map<Term, Term> loaded = new HashMap<>();

  /**
   * A story for an entry state.
   *
   * @param concrete the replay of the code from there
   * @throws Unsupported if the story has no meaning there
   */
  StoryReplay(Telling telling, Assignment assignment, Examination concrete, Ruling ruling)
      throws Unsupported {
    this.telling = telling;
    this.entry = new Evaluator(assignment);
    this.outcomes = telling.outcomes(entry);
    this.concrete = concrete;
    this.path = concrete.paths().getFirst();
    this.ruling = ruling;
  }

  /** Whether the story may do what the code did, or it is not known that it may not. */
  boolean allows(Difference difference) throws Unsupported {
    for (Outcome outcome : outcomes) {
      if (allows(difference.kind(), outcome)) {
        return true;
      }
    }
    return false;
  }

  private boolean allows(Difference.Kind kind, Outcome outcome) throws Unsupported {
    loaded.clear();
    for (MemoryEvent event : outcome.events()) {
      boolean shared = event.kind() == MemoryEvent.Kind.READ && !event.order().isPrivate();
      if (shared && event.value().isPresent()) {
        // What is loaded from an arbitrary place may be anything.
        Term old = event.value().get();
        loaded.put(
            old,
            Choices.areIn(event.address())
                ? old
                : constant(telling.memory().load(constant(event.address()), event.bytes())));
      }
    }
    List<Term> conditions = new ArrayList<>(outcome.conditions());
    boolean ends =
        switch (outcome.ending()) {
          case Ending.Undefined _, Ending.Lost _, Ending.Cut _, Ending.Summed _ -> true;
          case Ending.Panics _ -> false;
          case Ending.Aborts _ -> path.exit() instanceof Exit.Stops;
          case Ending.Returns returns ->
              path.exit().isNormal() && !isFaulting() && agrees(kind, outcome, returns, conditions);
        };
    return ends && isPossible(conditions);
  }

  private boolean isFaulting() {
    return path.events().stream()
        .anyMatch(o ->
            o.event() instanceof Event.TrapUnless(Term condition, String _)
                && !entry.holds(condition));
  }

  /** Adds when a behaviour agrees with the code; false if it never does. */
  private boolean agrees(
      Difference.Kind kind, Outcome outcome, Ending.Returns returns, List<Term> conditions)
      throws Unsupported {
    switch (kind) {
      case Difference.Kind.Output _ -> {
        results(returns, conditions);
        memory(outcome, conditions);
      }
      case Difference.Kind.Memory(Term address, Term _, Term _) -> {
        results(returns, conditions);
        memory(outcome, conditions);
        octet(outcome, constant(address), conditions);
      }
      case Difference.Kind.Access(Term address, boolean write) ->
          conditions.add(covers(outcome, constant(address), write));
      case Difference.Kind.Delay _, Difference.Kind.Conduct _, Difference.Kind.Disobedience _ ->
          throw new IllegalArgumentException(kind.toString());
      case Difference.Kind.End _ -> {}
    }
    return true;
  }

  private void results(Ending.Returns returns, List<Term> conditions) throws Unsupported {
    List<Term> results = telling.results(returns);
    for (int i = 0; i < results.size(); i++) {
      Term seen = concrete.output(path, telling.signature().results().get(i).slot());
      conditions.add(results.get(i).eq(constant(seen)));
    }
  }

  private void memory(Outcome outcome, List<Term> conditions) {
    for (MemoryAccess access : path.accesses()) {
      if (access.write() && access.region() == Region.OUTSIDE && access.access().isPresent()) {
        for (int i = 0; i < access.access().get().bytes(); i++) {
          octet(outcome, constant(access.address().add(i)), conditions);
        }
      }
    }
  }

  private void octet(Outcome outcome, Term address, List<Term> conditions) {
    Term left = constant(path.finish().memory().load(address, 1));
    conditions.add(outcome.memory().load(address, 1).eq(left));
  }

  private Term covers(Outcome outcome, Term address, boolean write) {
    List<Term> covering = new ArrayList<>();
    for (MemoryEvent event : outcome.events()) {
      boolean writes =
          event.kind() == MemoryEvent.Kind.WRITE || event.kind() == MemoryEvent.Kind.UPDATE;
      if (writes || !write) {
        Term length = address.bank().constant(event.bytes(), address.width());
        covering.add(address.sub(event.address()).ult(length).and(event.when()));
      }
    }
    return address.bank().any(covering);
  }

  private Term constant(Term term) {
    return term.bank().constant(entry.value(term), term.width());
  }

  private boolean isPossible(List<Term> conditions) {
    List<Term> open = conditions.stream().map(this::known).filter(c -> !c.isTrue()).toList();
    return open.stream().noneMatch(Term::isFalse)
        && !(ruling.ask(open) instanceof Answer.Unsatisfiable);
  }

  /** With values for all but what the story chooses; what the caller has to see to is so. */
  private Term known(Term term) {
    Map<Term, Term> values = new HashMap<>(loaded);
    Subterms.each(
        List.of(term),
        part -> {
          boolean unknown = part.op() == Op.VARIABLE || part.op() == Op.LOAD;
          if (unknown && !Choices.areIn(part) && !values.containsKey(part)) {
            boolean given = part.op() == Op.VARIABLE && part.name().startsWith(Vocabulary.GIVEN);
            values.put(part, given ? part.bank().trueTerm() : constant(part));
          }
        });
    return values.isEmpty() ? term : new Substitution(values).apply(term);
  }
}
