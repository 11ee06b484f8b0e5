package dev.fabula.rust;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether conditions can be met at all. */
final class Possibility {
  private static final List<World> USUAL =
      World.ALL.stream().filter(w -> w.machine().isUsual()).toList();

  /** With more unknown names than these, a condition counts as possible. */
  private static final int MOST_NAMES = 14;

  private Possibility() {}

  /** Whether some machine in its usual variant may meet a condition. */
  static boolean usual(Condition condition) {
    return any(USUAL, condition);
  }

  /** Whether some machine may meet a condition. */
  static boolean ever(Condition condition) {
    return any(World.ALL, condition);
  }

  private static boolean any(List<World> worlds, Condition condition) {
    if (condition.equals(Conditions.ALWAYS)) {
      return true;
    }
    Set<Condition.Atom> atoms = new LinkedHashSet<>();
    condition.forEachAtom(atoms::add);
    List<Condition.Atom> names = List.copyOf(atoms);
    return worlds.stream().anyMatch(w -> may(condition, w, names));
  }

  private static boolean may(Condition condition, World world, List<Condition.Atom> names) {
    List<Condition.Atom> open =
        names.stream().filter(a -> world.truth(a.key(), a.value()) == Truth.UNKNOWN).toList();
    Guess guess = new Guess(world, new HashMap<>());
    return open.size() > MOST_NAMES
        ? condition.evaluate(world) != Truth.FALSE
        : guess.meets(condition, open, 0);
  }

  /** A machine with some of the unknown names settled. */
  private record Guess(World world, Map<Condition.Atom, Truth> settled)
      implements Condition.Settings {

    boolean meets(Condition condition, List<Condition.Atom> open, int next) {
      Truth truth = condition.evaluate(this);
      if (truth != Truth.UNKNOWN || next == open.size()) {
        return truth != Truth.FALSE;
      }
      settled.put(open.get(next), Truth.TRUE);
      boolean met = meets(condition, open, next + 1);
      if (!met) {
        settled.put(open.get(next), Truth.FALSE);
        met = meets(condition, open, next + 1);
      }
      settled.remove(open.get(next));
      return met;
    }

    @Override
    public Truth truth(String key, Optional<String> value) {
      Truth known = settled.get(new Condition.Atom(key, value));
      return known != null ? known : world.truth(key, value);
    }
  }
}
