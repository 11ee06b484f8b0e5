package dev.fabula.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Has suspicions of one matter judged until one is confirmed.
 *
 * @param judge rules on each
 * @param heed notes a ruling, and shows what is confirmed
 */
record Hearing(Judge judge, BiFunction<Suspicion, Judge.Ruling, Optional<Hearing.Shown>> heed) {

  private static final int MOST_UNDECIDED = 3;

  /** A confirmed suspicion with its witness. */
  record Shown(Suspicion suspicion, Witness witness) {}

  /**
   * The first of some suspicions to be confirmed; those that need no solver have their turn first.
   */
  Optional<Shown> of(List<Suspicion> suspicions) {
    List<Judge.Case> left = new ArrayList<>();
    for (Suspicion suspicion : suspicions) {
      Judge.Case open = judge.open(suspicion);
      Optional<Judge.Ruling> ruling = judge.soon(open);
      if (ruling.isEmpty()) {
        left.add(open);
      }
      Optional<Shown> shown = ruling.flatMap(r -> heed.apply(suspicion, r));
      if (shown.isPresent()) {
        return shown;
      }
    }
    return judgeLate(left);
  }

  /**
   * A few at a time, those that need patience behind the others: what one shows soon spares the
   * rest. Once some are undecided, the site is: others would take as long.
   */
  private Optional<Shown> judgeLate(List<Judge.Case> cases) {
    Deque<Judge.Case> waiting = new ArrayDeque<>(cases);
    int undecided = 0;
    while (!waiting.isEmpty() && undecided < MOST_UNDECIDED) {
      List<Judge.Case> hard = new ArrayList<>();
      Optional<Shown> shown = judgeSome(waiting, hard);
      for (Judge.Case open : hard) {
        if (shown.isPresent()) {
          break;
        }
        Judge.Ruling ruling = judge.last(open);
        shown = heed.apply(open.suspicion(), ruling);
        boolean counts = open.suspicion().group() != Group.HINT;
        undecided += counts && ruling instanceof Judge.Ruling.Undecided ? 1 : 0;
      }
      if (shown.isPresent()) {
        return shown;
      }
    }
    return Optional.empty();
  }

  /** Takes cases until some need patience; answers with the first that needs none. */
  private Optional<Shown> judgeSome(Deque<Judge.Case> waiting, List<Judge.Case> hard) {
    while (!waiting.isEmpty() && hard.size() < MOST_UNDECIDED) {
      Judge.Case open = waiting.remove();
      Optional<Judge.Ruling> ruling = judge.later(open);
      Optional<Shown> shown = ruling.flatMap(r -> heed.apply(open.suspicion(), r));
      if (shown.isPresent()) {
        return shown;
      }
      if (ruling.isEmpty()) {
        hard.add(open);
      }
    }
    return Optional.empty();
  }
}
