package dev.fabula.mir;

import dev.fabula.term.Term;
import dev.fabula.term.Terms;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The behaviours of a function of a dump, for arguments that may be unknown.
 *
 * <p>Ways that come together again are made one, and loops are turned up to the limits.
 */
public final class Meaning {

  /** After so many turns of a loop it is asked whether it can be turned any more. */
  private static final int DOUBT = 4;

  private static final Comparator<List<Integer>> EARLIEST_FIRST = Meaning::compare;

  private final Dump dump;
  private final Terms terms;
  private final Limits limits;
  private final Naming naming;
  private final Foreign foreign;
  private final Merging merging;
  private final Induction induction;
  private final Map<Body, Flow> flows = new HashMap<>();
  private final List<Outcome> outcomes = new ArrayList<>();
  private final TreeMap<List<Integer>, Deque<Situation>> open = new TreeMap<>(EARLIEST_FIRST);
  private int fresh;
  private int steps;

  /**
   * Bounds on the search for behaviours.
   *
   * @param turns how often a loop may be turned
   * @param blocks blocks in all
   * @param stated whether invariants of loops count, so that these have no bound
   */
  public record Limits(int turns, int blocks, boolean stated) {
    /** The usual bounds. */
    public static final Limits USUAL = new Limits(132, 20_000, false);

    /** The same, where loops with an invariant are told by it. */
    public static final Limits STATED = new Limits(132, 20_000, true);
  }

  private Meaning(Dump dump, Terms terms, Limits limits, Naming naming, Foreign foreign) {
    this.dump = dump;
    this.terms = terms;
    this.limits = limits;
    this.naming = naming;
    this.foreign = foreign;
    this.merging = new Merging(terms);
    this.induction = new Induction(this);
  }

  /**
   * The behaviours of a function.
   *
   * @param memory the memory before it
   * @param naming how unknowns are called in what is told of them
   */
  public static List<Outcome> of(
      Dump dump, Body body, List<Value> arguments, Term memory, Naming naming, Limits limits) {
    return of(dump, body, arguments, memory, naming, limits, Foreign.NONE);
  }

  /** The behaviours of a function that calls others whose meaning is not in the dump. */
  public static List<Outcome> of(
      Dump dump,
      Body body,
      List<Value> arguments,
      Term memory,
      Naming naming,
      Limits limits,
      Foreign foreign) {
    Meaning meaning = new Meaning(dump, memory.bank(), limits, naming, foreign);
    Frame frame = new Frame(body, 0, Optional.empty());
    for (int i = 0; i < arguments.size(); i++) {
      frame.set(i + 1, arguments.get(i));
    }
    meaning.open(new Situation(frame, memory));
    return meaning.run();
  }

  private static int compare(List<Integer> a, List<Integer> b) {
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      int order = Integer.compare(a.get(i), b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.size(), b.size());
  }

  private List<Outcome> run() {
    while (!open.isEmpty()) {
      Deque<Situation> here = open.pollFirstEntry().getValue();
      for (Situation situation : here) {
        if (++steps > limits.blocks()) {
          lose(situation, new Outcome.Ending.Cut("more than " + limits.blocks() + " blocks"));
        } else {
          follow(situation);
        }
      }
    }
    return List.copyOf(outcomes);
  }

  private void follow(Situation situation) {
    try {
      Body.Block block = situation.top().body().blocks().get(situation.top().block());
      Evaluation evaluation = new Evaluation(this, situation);
      for (Statement statement : block.statements()) {
        evaluation.execute(statement);
      }
      new Transfer(this, evaluation, situation).follow(block.end());
    } catch (Unsupported unknown) {
      lose(situation, new Outcome.Ending.Lost(unknown.what()));
    }
  }

  private void lose(Situation situation, Outcome.Ending ending) {
    end(situation.outcome(ending));
  }

  Dump dump() {
    return dump;
  }

  Terms terms() {
    return terms;
  }

  Foreign foreign() {
    return foreign;
  }

  Merging merging() {
    return merging;
  }

  Induction induction() {
    return induction;
  }

  Naming naming() {
    return naming;
  }

  /** A number that was not given before. */
  int nextFresh() {
    return fresh++;
  }

  /** Notes a behaviour, unless nothing can lead to it. */
  void end(Outcome outcome) {
    if (outcome.conditions().stream().noneMatch(Term::isFalse)) {
      outcomes.add(outcome);
    }
  }

  /** Notes that a condition has to hold, or else the story has undefined behaviour. */
  void demand(Situation situation, Term condition, String duty) {
    if (!condition.isTrue()) {
      end(situation.outcome(condition.not(), new Outcome.Ending.Undefined(duty)));
      situation.assume(condition);
    }
  }

  Flow flow(Body body) {
    return flows.computeIfAbsent(body, Flow::new);
  }

  /** Goes on at a block of the innermost call. */
  void goTo(Situation situation, int block) {
    Frame top = situation.top();
    Flow flow = flow(top.body());
    boolean back = flow.isBack(top.block(), block);
    Optional<String> early = induction.leaving(top, Optional.of(block));
    if (early.isPresent()) {
      lose(situation, new Outcome.Ending.Lost(early.get()));
      return;
    }
    int turns = top.enter(block, flow);
    if (limits.stated() && flow.isHead(block) && induction.isStated(top.body(), block)) {
      induction.arrive(situation, block, back);
    } else if (turns > limits.turns()) {
      lose(
          situation,
          new Outcome.Ending.Cut("a loop of the story is turned " + limits.turns() + " times"));
    } else if (turns == 0
        || turns % DOUBT != 0
        || foreign.isPossible(List.copyOf(situation.conditions()))) {
      open(situation);
    }
  }

  /** Whether a condition may hold in a situation. */
  boolean isPossible(Situation situation, Term condition) {
    List<Term> all = new ArrayList<>(situation.conditions());
    all.add(condition);
    return !condition.isFalse() && foreign.isPossible(all);
  }

  /** Goes on with a situation at the start of a block. */
  void open(Situation situation) {
    if (situation.isImpossible()) {
      return;
    }
    List<Integer> position = new ArrayList<>();
    for (Frame frame : situation.frames()) {
      position.addAll(frame.position(flow(frame.body())));
    }
    Deque<Situation> here = open.computeIfAbsent(position, p -> new ArrayDeque<>());
    Situation joined = situation;
    for (Situation other : List.copyOf(here)) {
      Optional<Situation> one =
          isSamePlace(joined, other) ? merging.of(other, joined) : Optional.empty();
      if (one.isPresent()) {
        here.remove(other);
        joined = one.get();
      }
    }
    here.add(joined);
  }

  private static boolean isSamePlace(Situation a, Situation b) {
    if (a.frames().size() != b.frames().size()) {
      return false;
    }
    for (int i = 0; i < a.frames().size(); i++) {
      if (a.frames().get(i).body() != b.frames().get(i).body()
          || a.frames().get(i).block() != b.frames().get(i).block()
          || !a.frames().get(i).stages().equals(b.frames().get(i).stages())) {
        return false;
      }
    }
    return true;
  }
}
