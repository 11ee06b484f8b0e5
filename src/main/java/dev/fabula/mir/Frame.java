package dev.fabula.mir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A call in progress: the values of its locals and where it is. */
final class Frame {

  private final Body body;
  private final int number;
  private final Map<Integer, Value> locals;
  private final Optional<Return> back;
  private final Map<Integer, Integer> turns;
  private final Map<Integer, Induction.Stage> stages;
  private int block;

  /** Where a call returns to. */
  record Return(Place result, int block) {}

  Frame(Body body, int number, Optional<Return> back) {
    this(body, number, new HashMap<>(), back, new HashMap<>(), new HashMap<>(), 0);
  }

  private Frame(
      Body body,
      int number,
      Map<Integer, Value> locals,
      Optional<Return> back,
      Map<Integer, Integer> turns,
      Map<Integer, Induction.Stage> stages,
      int block) {
    this.body = body;
    this.number = number;
    this.locals = locals;
    this.back = back;
    this.turns = turns;
    this.stages = stages;
    this.block = block;
  }

  Frame copy() {
    return new Frame(
        body,
        number,
        new HashMap<>(locals),
        back,
        new HashMap<>(turns),
        new HashMap<>(stages),
        block);
  }

  Body body() {
    return body;
  }

  int number() {
    return number;
  }

  int block() {
    return block;
  }

  Optional<Return> back() {
    return back;
  }

  Map<Integer, Value> locals() {
    return locals;
  }

  Value get(int local) {
    return locals.getOrDefault(local, new Value.Unset());
  }

  void set(int local, Value value) {
    locals.put(local, value);
  }

  /** Where this is in the loops around it that have an invariant, by their heads. */
  Map<Integer, Induction.Stage> stages() {
    return stages;
  }

  Optional<Induction.Stage> stage(int head) {
    return Optional.ofNullable(stages.get(head));
  }

  void stage(int head, Induction.Stage stage) {
    stages.put(head, stage);
  }

  /** Goes to a block; tells how often its loop has been turned if it is a loop's head, else 0. */
  int enter(int target, Flow flow) {
    boolean back = flow.isBack(block, target);
    turns.keySet().removeIf(head -> !flow.isIn(target, head));
    stages.keySet().removeIf(head -> !flow.isIn(target, head));
    if (flow.isHead(target)) {
      turns.put(target, back ? turns.getOrDefault(target, 0) + 1 : 0);
    }
    block = target;
    return turns.getOrDefault(target, 0);
  }

  /** The place in the order in which places are worked on: loops turn before what follows them. */
  List<Integer> position(Flow flow) {
    List<Integer> result = new ArrayList<>();
    for (int head : flow.headsAround(block)) {
      result.add(flow.rank(head));
      result.add(turns.getOrDefault(head, 0));
    }
    result.add(flow.rank(block));
    return result;
  }
}
