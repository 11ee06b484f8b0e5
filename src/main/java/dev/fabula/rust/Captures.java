package dev.fabula.rust;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What a macro's variables stand for in one call. */
sealed interface Captures {

  /** What one variable outside of repetitions matched. */
  record One(List<Tree> trees) implements Captures {}

  /** What a variable matched in each turn of a repetition. */
  record Many(List<Captures> turns) implements Captures {}

  /** What happened while matching, the newest first: a list that branches share. */
  sealed interface Event {

    /** The beginning. */
    record Start() implements Event {}

    /** A variable got its fragment. */
    record Bound(String name, List<Tree> trees, Event before) implements Event {}

    /** A repetition began. */
    record Entered(Matcher.Repetition repetition, Event before) implements Event {}

    /** A turn of the innermost repetition began. */
    record Turned(Event before) implements Event {}

    /** The innermost repetition ended. */
    record Left(Event before) implements Event {}
  }

  /** The variables after all that happened. */
  static Map<String, Captures> of(Event last) {
    List<Event> events = new ArrayList<>();
    Event event = last;
    while (!(event instanceof Event.Start)) {
      events.add(event);
      event =
          switch (event) {
            case Event.Bound b -> b.before();
            case Event.Entered e -> e.before();
            case Event.Turned t -> t.before();
            case Event.Left l -> l.before();
            case Event.Start s -> s;
          };
    }
    Collections.reverse(events);
    return new Replay(events).level();
  }

  /** Goes through events in their order. */
  final class Replay {
    private final List<Event> events;
    private int at;

    private Replay(List<Event> events) {
      this.events = events;
    }

    /** What is bound up to the next turn or the end of the repetition. */
    private Map<String, Captures> level() {
      Map<String, Captures> bound = new HashMap<>();
      while (at < events.size()) {
        switch (events.get(at)) {
          case Event.Bound(String name, List<Tree> trees, var _) -> {
            at++;
            bound.put(name, new One(trees));
          }
          case Event.Entered(Matcher.Repetition repetition, var _) -> {
            at++;
            bound.putAll(turns(repetition));
          }
          case Event.Turned _, Event.Left _, Event.Start _ -> {
            return bound;
          }
        }
      }
      return bound;
    }

    private Map<String, Captures> turns(Matcher.Repetition repetition) {
      Map<String, List<Captures>> turns = new LinkedHashMap<>();
      repetition.names().forEach(name -> turns.put(name, new ArrayList<>()));
      while (events.get(at) instanceof Event.Turned) {
        at++;
        level().forEach((name, captured) -> Objects.requireNonNull(turns.get(name)).add(captured));
      }
      at++;
      Map<String, Captures> bound = new HashMap<>();
      turns.forEach((name, captured) -> bound.put(name, new Many(captured)));
      return bound;
    }
  }
}
