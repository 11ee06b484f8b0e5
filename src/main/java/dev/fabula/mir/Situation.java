package dev.fabula.mir;

import dev.fabula.term.Term;
import java.util.ArrayList;
import java.util.List;

/** One way through a story so far; changes in place. */
final class Situation {

  private final List<Frame> frames;
  private final List<Term> conditions;
  private final List<MemoryEvent> events;
  private Term memory;
  private int calls;

  Situation(Frame first, Term memory) {
    this(new ArrayList<>(List.of(first)), new ArrayList<>(), new ArrayList<>(), memory, 1);
  }

  Situation(
      List<Frame> frames, List<Term> conditions, List<MemoryEvent> events, Term memory, int calls) {
    this.frames = frames;
    this.conditions = conditions;
    this.events = events;
    this.memory = memory;
    this.calls = calls;
  }

  Situation copy() {
    List<Frame> copies = new ArrayList<>(frames.stream().map(Frame::copy).toList());
    return new Situation(
        copies, new ArrayList<>(conditions), new ArrayList<>(events), memory, calls);
  }

  List<Frame> frames() {
    return frames;
  }

  Frame top() {
    return frames.getLast();
  }

  /** The call of a number. */
  Frame frame(int number) throws Unsupported {
    for (Frame frame : frames) {
      if (frame.number() == number) {
        return frame;
      }
    }
    throw new Unsupported("a pointer to a variable that is gone");
  }

  void push(Frame frame) {
    frames.add(frame);
  }

  int nextCall() {
    return calls++;
  }

  int calls() {
    return calls;
  }

  List<Term> conditions() {
    return conditions;
  }

  void assume(Term condition) {
    if (!condition.isTrue()) {
      conditions.add(condition);
    }
  }

  /** Whether it is plain that nothing leads here. */
  boolean isImpossible() {
    return conditions.stream().anyMatch(Term::isFalse);
  }

  List<MemoryEvent> events() {
    return events;
  }

  Term memory() {
    return memory;
  }

  void memory(Term value) {
    memory = value;
  }

  Outcome outcome(Outcome.Ending ending) {
    return new Outcome(conditions, ending, memory, events);
  }

  /** The same outcome under one more condition. */
  Outcome outcome(Term when, Outcome.Ending ending) {
    List<Term> more = new ArrayList<>(conditions);
    more.add(when);
    return new Outcome(more, ending, memory, events);
  }
}
