package dev.fabula.rust;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether conditions can be met at all. */
final class Possibility {
  private static final List<World> USUAL =
      World.ALL.stream().filter(w -> w.machine().isUsual()).toList();

  /** After so many guesses a condition counts as possible. */
  private static final int MOST_GUESSES = 2000;

  private static final Answers USUALLY = new Answers(USUAL);
  private static final Answers EVER = new Answers(World.ALL);

  private Possibility() {}

  /** Whether some machine in its usual variant may meet a condition. */
  static boolean usual(Condition condition) {
    return USUALLY.get(condition);
  }

  /** Whether some machine may meet a condition. */
  static boolean ever(Condition condition) {
    return EVER.get(condition);
  }

  /** Whether one machine may meet a condition. */
  static boolean in(World world, Condition condition) {
    return any(List.of(world), condition);
  }

  private static boolean any(List<World> worlds, Condition condition) {
    if (condition.equals(Conditions.ALWAYS)) {
      return true;
    }
    Set<Condition> parts = new LinkedHashSet<>();
    split(condition, true, parts);
    List<Condition> all = List.copyOf(parts);
    return worlds.stream().anyMatch(w -> new Search(w).meets(all));
  }

  /** What was asked last of some machines: a macro that is used often asks the same each time. */
  private static final class Answers {
    private static final int MOST = 4096;

    private final List<World> worlds;
    private final Map<Condition, Boolean> known =
        new LinkedHashMap<>() {
          private static final long serialVersionUID = 1;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Condition, Boolean> eldest) {
            return size() > MOST;
          }
        };

    Answers(List<World> worlds) {
      this.worlds = worlds;
    }

    boolean get(Condition condition) {
      Boolean answer;
      synchronized (known) {
        answer = known.get(condition);
      }
      if (answer == null) {
        answer = any(worlds, condition);
        synchronized (known) {
          known.put(condition, answer);
        }
      }
      return answer;
    }
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

  /** Looks for truths of the names that one machine leaves open. */
  private static final class Search implements Condition.Settings {
    private final World world;
    private final Map<Condition.Atom, Truth> settled = new HashMap<>();
    private final List<Condition.Atom> order = new ArrayList<>();
    private int guesses;

    Search(World world) {
      this.world = world;
    }

    @Override
    public Truth truth(String key, Optional<String> value) {
      Truth truth = world.truth(key, value);
      return truth == Truth.UNKNOWN
          ? settled.getOrDefault(new Condition.Atom(key, value), Truth.UNKNOWN)
          : truth;
    }

    boolean meets(List<Condition> parts) {
      int before = order.size();
      boolean met = isSettled(parts) || guesses > MOST_GUESSES;
      while (order.size() > before) {
        settled.remove(order.removeLast());
      }
      return met;
    }

    /** Settles what has only one truth, and then tries both truths of a name. */
    private boolean isSettled(List<Condition> parts) {
      List<Condition> open = parts;
      int known = -1;
      while (known < order.size()) {
        known = order.size();
        List<Condition> rest = new ArrayList<>(open.size());
        for (Condition part : open) {
          Truth truth = part.evaluate(this);
          if (truth == Truth.FALSE) {
            return false;
          }
          if (truth == Truth.UNKNOWN && !isForced(part)) {
            rest.add(part);
          }
        }
        open = rest;
      }
      return open.isEmpty() || branches(open);
    }

    private boolean isForced(Condition part) {
      return switch (part) {
        case Condition.Atom atom -> settle(atom, Truth.TRUE);
        case Condition.Not(Condition.Atom atom) -> settle(atom, Truth.FALSE);
        case Condition.Opaque _, Condition.Not(Condition.Opaque _) -> true;
        case Condition.All _, Condition.Any _, Condition.Not _ -> false;
      };
    }

    private boolean settle(Condition.Atom atom, Truth truth) {
      settled.put(atom, truth);
      order.add(atom);
      return true;
    }

    private boolean branches(List<Condition> parts) {
      Optional<Condition.Atom> name = openName(parts.getFirst());
      if (name.isEmpty()) {
        return parts.size() == 1 || meets(parts.subList(1, parts.size()));
      }
      guesses++;
      for (Truth truth : List.of(Truth.TRUE, Truth.FALSE)) {
        settle(name.get(), truth);
        boolean met = meets(parts);
        order.removeLast();
        settled.remove(name.get());
        if (met) {
          return true;
        }
      }
      return false;
    }

    private Optional<Condition.Atom> openName(Condition condition) {
      Set<Condition.Atom> names = new LinkedHashSet<>();
      condition.forEachAtom(names::add);
      return names.stream().filter(a -> truth(a.key(), a.value()) == Truth.UNKNOWN).findFirst();
    }
  }
}
