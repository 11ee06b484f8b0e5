package dev.fabula.mir;

import dev.fabula.mir.Value.Target;
import dev.fabula.term.Term;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Loops with a stated invariant. What a turn may change is arbitrary where a turn begins, but for
 * the invariant, which the state before the loop has to have and each turn has to keep (Floyd,
 * "Assigning Meanings to Programs").
 */
final class Induction {

  /** What the names of unknowns start with that stand for the state after some turns. */
  static final String TURNED = "turned.";

  private final Meaning meaning;

  Induction(Meaning meaning) {
    this.meaning = meaning;
  }

  /** What a situation in such a loop is for. */
  enum Phase {
    /** The state before the loop, up to the invariant. */
    FIRST,
    /** The state after some turns, up to the invariant. */
    ANY,
    /** The same, for which the invariant was assumed. */
    KEPT,
    /** The state after one turn more, up to the invariant. */
    AGAIN
  }

  /**
   * Where a situation is in such a loop.
   *
   * @param start the state after some turns; empty for the state before the loop
   */
  record Stage(Phase phase, Optional<Start> start) {}

  /**
   * The state after some turns.
   *
   * @param locals the values of the locals of each call
   * @param changed the locals of the innermost that a turn may change
   * @param descent why the loop comes to an end
   */
  record Start(
      List<Map<Integer, Value>> locals,
      Set<Integer> changed,
      Term memory,
      int events,
      Descent descent) {}

  /** Whether an invariant is stated in a loop and in none inside of it. */
  boolean isStated(Body body, int head) {
    Flow flow = meaning.flow(body);
    for (int i = 0; i < body.blocks().size(); i++) {
      if (flow.isIn(i, head)
          && flow.headsAround(i).getLast() == head
          && body.blocks().get(i).end() instanceof Terminator.Call call
          && isInvariant(call)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a call states an invariant. */
  boolean isInvariant(Terminator.Call call) {
    String plain = Constants.withoutArguments(call.callee());
    return plain.endsWith("::invariant") && Vocabulary.knows(meaning.dump(), plain);
  }

  /** Goes on at the head of a loop with an invariant. */
  void arrive(Situation situation, int head, boolean back) {
    Frame top = situation.top();
    if (back) {
      Optional<Stage> stage = top.stage(head);
      if (stage.filter(s -> s.phase() == Phase.KEPT).isEmpty()) {
        lose(situation, "a turn of a loop past its invariant");
        return;
      }
      top.stage(head, new Stage(Phase.AGAIN, stage.get().start()));
      meaning.open(situation);
      return;
    }
    Situation later = situation.copy();
    top.stage(head, new Stage(Phase.FIRST, Optional.empty()));
    meaning.open(situation);
    later.top().stage(head, new Stage(Phase.ANY, Optional.of(turned(later, head))));
    meaning.open(later);
  }

  private void lose(Situation situation, String what) {
    meaning.end(situation.outcome(new Outcome.Ending.Lost(what)));
  }

  /** Makes arbitrary what a turn may change. */
  private Start turned(Situation situation, int head) {
    Frame top = situation.top();
    Set<Integer> changed = changed(top.body(), head);
    changed.forEach(local -> top.set(local, arbitrary(top.get(local))));
    List<Map<Integer, Value>> locals =
        situation.frames().stream().map(f -> Map.copyOf(f.locals())).toList();
    return new Start(
        locals, changed, situation.memory(), situation.events().size(), new Descent(top, changed));
  }

  private Set<Integer> changed(Body body, int head) {
    Flow flow = meaning.flow(body);
    Set<Integer> changed = new HashSet<>();
    for (int i = 0; i < body.blocks().size(); i++) {
      if (flow.isIn(i, head)) {
        for (Statement statement : body.blocks().get(i).statements()) {
          if (statement instanceof Statement.Assign(Place place, Rvalue _)) {
            changed.add(place.local());
          }
        }
        if (body.blocks().get(i).end() instanceof Terminator.Call call) {
          changed.add(call.result().local());
        }
      }
    }
    return changed;
  }

  private Value arbitrary(Value value) {
    return switch (value) {
      case Value.Bits(Term term) -> new Value.Bits(unknown(term.width()));
      case Value.Pointer(Target.Address(Term address), Optional<Term> length)
          when length.isEmpty() ->
          new Value.Pointer(new Target.Address(unknown(address.width())), length);
      case Value.Pointer _, Value.Composite _, Value.Variant _, Value.Function _, Value.Unset _ ->
          new Value.Unset();
    };
  }

  private Term unknown(int width) {
    return meaning.terms().variable(TURNED + meaning.nextFresh(), width);
  }

  /** Why a loop may not be left for a block, as a clause. */
  Optional<String> leaving(Frame frame, Optional<Integer> target) {
    Flow flow = meaning.flow(frame.body());
    boolean early =
        frame.stages().entrySet().stream()
            .filter(e -> target.isEmpty() || !flow.isIn(target.get(), e.getKey()))
            .anyMatch(
                e -> e.getValue().phase() == Phase.ANY || e.getValue().phase() == Phase.AGAIN);
    return early ? Optional.of("a loop that is left before its invariant") : Optional.empty();
  }

  /** The invariant is reached: whether it goes on behind it. */
  boolean reached(Situation situation, Term holds) {
    Frame top = situation.top();
    List<Integer> heads = meaning.flow(top.body()).headsAround(top.block());
    Optional<Stage> stage = heads.isEmpty() ? Optional.empty() : top.stage(heads.getLast());
    if (stage.isEmpty() || stage.get().phase() == Phase.KEPT) {
      meaning.end(
          situation.outcome(holds.not(), new Outcome.Ending.Panics("the invariant is false")));
      situation.assume(holds);
      return true;
    }
    return switch (stage.get().phase()) {
      case FIRST -> {
        fails(situation, holds, "an invariant that may be false where its loop begins");
        meaning.end(situation.outcome(holds, new Outcome.Ending.Summed()));
        yield false;
      }
      case AGAIN -> {
        Start start = stage.get().start().orElseThrow();
        if (!start.descent().turn(top, condition -> meaning.isPossible(situation, condition))) {
          lose(situation, "a loop with an invariant in which no number only grows or only shrinks");
        }
        if (changesMore(situation, start)) {
          lose(situation, "a loop with an invariant that changes more than its numbers");
        }
        fails(situation, holds, "an invariant that a turn of its loop may not keep");
        yield false;
      }
      case ANY, KEPT -> {
        situation.assume(holds);
        top.stage(heads.getLast(), new Stage(Phase.KEPT, stage.get().start()));
        yield true;
      }
    };
  }

  private void fails(Situation situation, Term holds, String words) {
    meaning.end(situation.outcome(holds.not(), new Outcome.Ending.Lost(words)));
  }

  private static boolean changesMore(Situation situation, Start start) {
    boolean memory =
        situation.memory() != start.memory() || situation.events().size() != start.events();
    if (memory || situation.frames().size() != start.locals().size()) {
      return true;
    }
    for (int i = 0; i < start.locals().size(); i++) {
      Frame frame = situation.frames().get(i);
      Map<Integer, Value> before = start.locals().get(i);
      Set<Integer> all = new HashSet<>(before.keySet());
      all.addAll(frame.locals().keySet());
      for (int local : all) {
        boolean may = frame == situation.top() && start.changed().contains(local);
        Value value = before.getOrDefault(local, new Value.Unset());
        if (!may && !frame.get(local).equals(value)) {
          return true;
        }
      }
    }
    return false;
  }
}
