package dev.fabula.mir;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/** The order of a body's blocks, and its loops. */
final class Flow {

  private final List<List<Integer>> successors = new ArrayList<>();
  private final int[] rank;
  private final BitSet[] dominators;
  private final BitSet[] loops;
  private final List<Integer> order = new ArrayList<>();

  Flow(Body body) {
    int count = body.blocks().size();
    body.blocks().forEach(b -> successors.add(successors(b.end())));
    rank = new int[count];
    dominators = new BitSet[count];
    loops = new BitSet[count];
    sort(count);
    dominate(count);
    findLoops(count);
  }

  private static List<Integer> successors(Terminator end) {
    return switch (end) {
      case Terminator.Goto(int target) -> List.of(target);
      case Terminator.Switch choice -> {
        List<Integer> all = new ArrayList<>(choice.cases().values());
        choice.otherwise().ifPresent(all::add);
        all.sort(Comparator.naturalOrder());
        yield all;
      }
      case Terminator.Assert assertion -> List.of(assertion.target());
      case Terminator.Call call -> call.target().stream().toList();
      case Terminator.Drop drop -> List.of(drop.target());
      case Terminator.Return r -> List.of();
      case Terminator.Unreachable u -> List.of();
      case Terminator.Asm asm -> asm.target().stream().toList();
      case Terminator.Other o -> List.of();
    };
  }

  /** Reverse postorder, without recursion. */
  private void sort(int count) {
    BitSet seen = new BitSet();
    int[] next = new int[count];
    List<Integer> stack = new ArrayList<>(List.of(0));
    seen.set(0);
    while (!stack.isEmpty()) {
      int block = stack.getLast();
      List<Integer> targets = successors.get(block);
      if (next[block] < targets.size()) {
        int target = targets.get(next[block]++);
        if (!seen.get(target)) {
          seen.set(target);
          stack.add(target);
        }
      } else {
        order.addFirst(stack.removeLast());
      }
    }
    for (int i = 0; i < order.size(); i++) {
      rank[order.get(i)] = i;
    }
  }

  private void dominate(int count) {
    for (int block : order) {
      dominators[block] = new BitSet();
      dominators[block].set(0, count);
    }
    dominators[0].clear();
    dominators[0].set(0);
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int block : order) {
        for (int target : successors.get(block)) {
          BitSet through = (BitSet) dominators[block].clone();
          through.set(target);
          int before = dominators[target].cardinality();
          dominators[target].and(through);
          changed |= dominators[target].cardinality() != before;
        }
      }
    }
  }

  private void findLoops(int count) {
    List<List<Integer>> predecessors = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      predecessors.add(new ArrayList<>());
    }
    for (int block : order) {
      successors.get(block).forEach(target -> predecessors.get(target).add(block));
    }
    for (int block : order) {
      for (int target : successors.get(block)) {
        if (isBack(block, target)) {
          collect(block, target, predecessors);
        }
      }
    }
  }

  private void collect(int from, int head, List<List<Integer>> predecessors) {
    BitSet body = loops[head] == null ? new BitSet() : loops[head];
    body.set(head);
    List<Integer> open = new ArrayList<>(List.of(from));
    while (!open.isEmpty()) {
      int block = open.removeLast();
      if (!body.get(block)) {
        body.set(block);
        open.addAll(predecessors.get(block));
      }
    }
    loops[head] = body;
  }

  /** Whether going from one block to the other turns a loop. */
  boolean isBack(int from, int to) {
    return dominators[from] != null && dominators[from].get(to);
  }

  boolean isHead(int block) {
    return loops[block] != null;
  }

  /** Whether a block is in the loop of a head. */
  boolean isIn(int block, int head) {
    return loops[head] != null && loops[head].get(block);
  }

  /** The heads of the loops around a block, the outermost first. */
  List<Integer> headsAround(int block) {
    return order.stream().filter(head -> isIn(block, head)).toList();
  }

  int rank(int block) {
    return rank[block];
  }
}
