package dev.fabula.rust;

import java.util.ArrayList;
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

  /** With more names left open than these, a condition counts as possible. */
  private static final int MOST_NAMES = 12;

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
    Set<Condition> parts = new LinkedHashSet<>();
    split(condition, true, parts);
    return worlds.stream().anyMatch(w -> new Guess(w, new HashMap<>()).meets(parts));
  }

  /** Cuts a condition, or its opposite, into parts that all have to hold. */
  private static void split(Condition condition, boolean holds, Set<Condition> parts) {
    switch (condition) {
      case Condition.All(List<Condition> all) when holds -> all.forEach(p -> split(p, true, parts));
      case Condition.Any(List<Condition> any) when !holds ->
          any.forEach(p -> split(p, false, parts));
      case Condition.Not(Condition part) -> split(part, !holds, parts);
      case Condition.All _, Condition.Any _, Condition.Atom _, Condition.Opaque _ ->
          parts.add(holds ? condition : new Condition.Not(condition));
    }
  }

  /** A machine with some of the names settled that it leaves open. */
  private record Guess(World world, Map<Condition.Atom, Truth> settled)
      implements Condition.Settings {

    boolean meets(Set<Condition> parts) {
      for (Condition part : parts) {
        boolean open = part.evaluate(this) == Truth.UNKNOWN;
        switch (part) {
          case Condition.Atom atom when open -> settled.put(atom, Truth.TRUE);
          case Condition.Not(Condition.Atom atom) when open -> settled.put(atom, Truth.FALSE);
          default -> {}
        }
      }
      List<Condition> rest = new ArrayList<>();
      Set<Condition.Atom> names = new LinkedHashSet<>();
      for (Condition part : parts) {
        Truth truth = part.evaluate(this);
        if (truth == Truth.FALSE) {
          return false;
        }
        if (truth == Truth.UNKNOWN) {
          rest.add(part);
          part.forEachAtom(names::add);
        }
      }
      names.removeIf(a -> truth(a.key(), a.value()) != Truth.UNKNOWN);
      return names.size() > MOST_NAMES || meets(rest, List.copyOf(names), 0);
    }

    private boolean meets(List<Condition> parts, List<Condition.Atom> open, int next) {
      Truth all = Truth.TRUE;
      for (Condition part : parts) {
        all = all.and(part.evaluate(this));
      }
      if (all != Truth.UNKNOWN || next == open.size()) {
        return all != Truth.FALSE;
      }
      settled.put(open.get(next), Truth.TRUE);
      boolean met = meets(parts, open, next + 1);
      if (!met) {
        settled.put(open.get(next), Truth.FALSE);
        met = meets(parts, open, next + 1);
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
