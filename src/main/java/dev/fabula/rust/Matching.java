package dev.fabula.rust;

import dev.fabula.rust.Captures.Event;
import dev.fabula.rust.Tree.Group;
import dev.fabula.rust.Tree.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Holds a macro's arguments against a matcher as rustc does: all ways through the repetitions are
 * followed side by side, and a fragment is read only where no other way is open (Reference,
 * macro.decl.follow-set and appendix on macro follow-set ambiguity).
 */
final class Matching {
  private final List<Tree> trees;
  private int at;

  private Matching(List<Tree> trees) {
    this.trees = trees;
  }

  /**
   * A place in a matcher.
   *
   * @param parts the parts of the matcher or of the innermost repetition
   * @param index the next part
   * @param loop the innermost repetition
   * @param separated whether the repetition's separator comes next
   * @param events what happened on the way
   */
  private record State(
      List<Matcher> parts, int index, Optional<Loop> loop, boolean separated, Event events) {

    State after(Event more) {
      return new State(parts, index + 1, loop, false, more);
    }

    /** The part that comes next; there must be one. */
    Matcher next() {
      return separated
          ? loop.orElseThrow().repetition().separator().orElseThrow()
          : parts.get(index);
    }

    State passed(Event more) {
      return separated ? loop.orElseThrow().turn(more) : after(more);
    }
  }

  /** A repetition that was entered, and what comes after it. */
  private record Loop(Matcher.Repetition repetition, State outside) {

    State turn(Event events) {
      Event turned = new Event.Turned(events);
      return new State(repetition.inner(), 0, Optional.of(this), false, turned);
    }

    State leave(Event events) {
      return outside.after(new Event.Left(events));
    }
  }

  /** What the variables stand for; empty if the arguments do not match. */
  static Optional<Map<String, Captures>> match(List<Matcher> matcher, List<Tree> arguments)
      throws Unexpandable {
    return match(matcher, arguments, new Event.Start()).map(Captures::of);
  }

  private static Optional<Event> match(List<Matcher> matcher, List<Tree> trees, Event events)
      throws Unexpandable {
    State start = new State(matcher, 0, Optional.empty(), false, events);
    return new Matching(trees).run(start);
  }

  private Optional<Event> run(State start) throws Unexpandable {
    List<State> states = List.of(start);
    while (true) {
      List<State> open = new ArrayList<>();
      List<State> done = new ArrayList<>();
      for (State state : states) {
        spread(state, open, done);
      }
      if (at == trees.size()) {
        return done.stream().findFirst().map(State::events);
      }
      if (open.isEmpty()) {
        return Optional.empty();
      }
      states = step(open);
      if (states.isEmpty()) {
        return Optional.empty();
      }
    }
  }

  /** Follows a state to all parts that may come next. */
  private void spread(State state, List<State> open, List<State> done) {
    if (state.separated()) {
      open.add(state);
    } else if (state.index() == state.parts().size()) {
      state.loop().ifPresentOrElse(l -> endOfTurn(state, l, open, done), () -> done.add(state));
    } else {
      switch (state.next()) {
        case Matcher.Repetition r -> enter(state, r, open, done);
        case Matcher.Variable v when v.fragment() == Fragment.VIS && !begins(v) ->
            spread(state.after(bound(v, List.of(), state.events())), open, done);
        case Matcher.Variable _, Matcher.Literal _, Matcher.Brackets _ -> open.add(state);
      }
    }
  }

  private void endOfTurn(State state, Loop loop, List<State> open, List<State> done) {
    spread(loop.leave(state.events()), open, done);
    if (loop.repetition().operator() == '?') {
      return;
    }
    if (loop.repetition().separator().isPresent()) {
      open.add(new State(state.parts(), state.index(), state.loop(), true, state.events()));
    } else {
      spread(loop.turn(state.events()), open, done);
    }
  }

  private void enter(
      State state, Matcher.Repetition repetition, List<State> open, List<State> done) {
    Loop loop = new Loop(repetition, state);
    Event entered = new Event.Entered(repetition, state.events());
    spread(loop.turn(entered), open, done);
    if (repetition.operator() != '+') {
      spread(loop.leave(entered), open, done);
    }
  }

  private boolean begins(Matcher.Variable variable) {
    return at < trees.size() && variable.fragment().mayBegin(new Cursor(trees, at, trees.size()));
  }

  private List<State> step(List<State> open) throws Unexpandable {
    int length = Glue.length(trees, at);
    List<State> passed = new ArrayList<>();
    List<State> reading = new ArrayList<>();
    for (State state : open) {
      switch (state.next()) {
        case Matcher.Literal literal when isHere(literal, length) ->
            passed.add(state.passed(state.events()));
        case Matcher.Brackets brackets ->
            inside(brackets, state.events()).ifPresent(e -> passed.add(state.passed(e)));
        case Matcher.Variable variable when begins(variable) -> reading.add(state);
        case Matcher.Literal _, Matcher.Variable _, Matcher.Repetition _ -> {}
      }
    }
    if (reading.size() > 1 || !reading.isEmpty() && !passed.isEmpty()) {
      throw new Unexpandable("its arguments fit it in more than one way");
    }
    if (reading.isEmpty()) {
      at += length;
      return passed;
    }
    return List.of(read(reading.getFirst()));
  }

  private boolean isHere(Matcher.Literal literal, int length) {
    return trees.get(at) instanceof Token token
        && token.kind() == literal.kind()
        && Glue.text(trees, at, length).equals(literal.text());
  }

  private Optional<Event> inside(Matcher.Brackets brackets, Event events) throws Unexpandable {
    return trees.get(at) instanceof Group group && group.isGroup(brackets.open())
        ? match(brackets.inner(), group.trees(), events)
        : Optional.empty();
  }

  private State read(State state) throws Unexpandable {
    Matcher.Variable variable = (Matcher.Variable) state.next();
    Cursor cursor = new Cursor(trees, at, trees.size());
    if (!variable.fragment().pass(cursor)) {
      throw new Unexpandable(
          "`"
              + Conditions.text(trees.subList(at, Math.min(at + 3, trees.size())))
              + "` does not start a fragment `"
              + variable.fragment()
              + "`");
    }
    List<Tree> matched = List.copyOf(cursor.since(at));
    at = cursor.index();
    return state.passed(bound(variable, matched, state.events()));
  }

  /** An opaque fragment is one tree from now on. */
  private static Event bound(Matcher.Variable variable, List<Tree> matched, Event events) {
    Fragment fragment = variable.fragment();
    boolean whole = matched.size() == 1 && matched.getFirst().isBare();
    List<Tree> trees =
        fragment.isOpaque() && !whole ? List.of(Bare.of(fragment, matched)) : matched;
    return new Event.Bound(variable.name(), trees, events);
  }
}
