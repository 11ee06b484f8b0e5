package dev.fabula.exec;

import dev.fabula.isa.Instruction;
import dev.fabula.term.Term;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A path in the making. */
final class Walk {

  private final State state;
  private CodePoint point;
  private final Map<CodePoint, Integer> visits;
  private final Map<CodePoint, State> heads;
  private final List<Term> conditions;
  private final List<Path.Step> steps;
  private final List<Path.Decision> decisions;
  private final List<MemoryAccess> accesses;
  private final List<Occurrence> events;
  private Optional<Term> target = Optional.empty();
  private Optional<State> left = Optional.empty();
  private int calls;
  private int iterations;

  Walk(State state, CodePoint point) {
    this.state = state;
    this.point = point;
    visits = new HashMap<>();
    heads = new HashMap<>();
    conditions = new ArrayList<>();
    steps = new ArrayList<>();
    decisions = new ArrayList<>();
    accesses = new ArrayList<>();
    events = new ArrayList<>();
  }

  private Walk(Walk other) {
    state = other.state.copy();
    point = other.point;
    visits = new HashMap<>(other.visits);
    heads = new HashMap<>(other.heads);
    conditions = new ArrayList<>(other.conditions);
    steps = new ArrayList<>(other.steps);
    decisions = new ArrayList<>(other.decisions);
    accesses = new ArrayList<>(other.accesses);
    events = new ArrayList<>(other.events);
    left = other.left;
    calls = other.calls;
    iterations = other.iterations;
  }

  Walk copy() {
    return new Walk(this);
  }

  State state() {
    return state;
  }

  CodePoint point() {
    return point;
  }

  void moveTo(CodePoint next) {
    point = next;
  }

  /** Counts a visit of the current place and tells how many there were with it. */
  int visit() {
    int count = visits.merge(point, 1, Integer::sum);
    iterations = Math.max(iterations, count);
    return count;
  }

  /** How often it has been where it was most often. */
  int iterations() {
    return iterations;
  }

  int length() {
    return steps.size();
  }

  int nextCall() {
    return calls++;
  }

  /** The state in which loops' heads were first entered on this path. */
  Map<CodePoint, State> heads() {
    return heads;
  }

  void assume(Term condition) {
    conditions.add(condition);
  }

  /** Notes where a computed jump goes that leaves the code. */
  void leaveTo(Term address) {
    target = Optional.of(address);
  }

  /** Memory accesses so far. */
  List<MemoryAccess> accesses() {
    return accesses;
  }

  /** Whether it went over to another stack and was gone back to. */
  boolean isResumed() {
    return left.isPresent();
  }

  /** Notes that it leaves on another stack, and goes on where it is gone back to. */
  void resumeAt(CodePoint place) {
    left = Optional.of(state.copy());
    target = Optional.empty();
    point = place;
  }

  /** Where a computed jump goes that leaves the code. */
  Optional<Term> target() {
    return target;
  }

  void decide(Instruction at, Term condition) {
    decisions.add(new Path.Decision(at, condition));
  }

  void record(Instruction instruction, Machine machine) {
    List<Path.Write> writes = new ArrayList<>();
    machine.writes().forEach((location, value) -> writes.add(new Path.Write(location, value)));
    steps.add(new Path.Step(instruction, List.copyOf(writes)));
    accesses.addAll(machine.accesses());
    events.addAll(machine.events());
  }

  Path path(Exit exit) {
    return new Path(
        List.copyOf(conditions),
        List.copyOf(steps),
        List.copyOf(decisions),
        List.copyOf(accesses),
        List.copyOf(events),
        state,
        exit,
        target,
        left);
  }
}
