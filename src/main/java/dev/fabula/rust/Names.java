package dev.fabula.rust;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds the items that paths name, in a file and in its crate. */
final class Names {
  private final CrateItems crate;
  private final World world;
  private final Condition around;

  /**
   * Names as one place sees them.
   *
   * @param around what holds at the place
   */
  Names(CrateItems crate, World world, Condition around) {
    this.crate = crate;
    this.world = world;
    this.around = around;
  }

  /** What a path names. */
  sealed interface Resolution {

    /** Items of the crate; more than one if conditions or names leave a choice. */
    record Local(List<Item> items) implements Resolution {}

    /** A path that leaves the crate, or a name that no item of the crate has. */
    record External(List<String> path) implements Resolution {}
  }

  /** Looks a path up as a type. */
  Resolution type(List<String> path, Scope scope) {
    return find(
        path,
        scope,
        i -> i instanceof Item.Struct || i instanceof Item.Alias || i instanceof Item.Other);
  }

  /** Looks a path up as a value. */
  Resolution value(List<String> path, Scope scope) {
    return find(
        path,
        scope,
        i -> i instanceof Item.Constant || i instanceof Item.Function || i instanceof Item.Struct);
  }

  /** The associated items of a type, by the last name of the type's path. */
  List<Item> members(String owner, String name) {
    return existing(crate.members(owner, name), _ -> true);
  }

  /** Whether the crate has a method or associated function of that name in any type. */
  boolean hasMember(String name) {
    return crate.hasMember(name);
  }

  private Resolution find(List<String> path, Scope scope, Predicate<Item> kind) {
    if (path.size() > 1) {
      return findQualified(path, scope, kind);
    }
    String name = path.getFirst();
    Optional<Module> module = Optional.of(scope.module());
    List<Item.Use> globs = new ArrayList<>();
    while (module.isPresent()) {
      Module here = module.get();
      List<Item> items = existing(here.items(name), i -> kind.test(i) || i instanceof Item.Use);
      if (!items.isEmpty()) {
        return follow(items, scope, kind);
      }
      here.items("*").forEach(i -> globs.add((Item.Use) i));
      module = here.isNamed() ? Optional.empty() : here.parent();
    }
    boolean local = globs.stream().anyMatch(g -> isLocal(g.path(), scope));
    List<Item> items = local ? existing(crate.items(name), kind) : List.of();
    return items.isEmpty() ? new Resolution.External(path) : new Resolution.Local(items);
  }

  private Resolution follow(List<Item> items, Scope scope, Predicate<Item> kind) {
    List<Item> found = new ArrayList<>();
    for (Item item : items) {
      if (!(item instanceof Item.Use use)) {
        found.add(item);
      } else if (isRenaming(use)) {
        found.addAll(existing(use.scope().module().items(use.path().getLast()), kind));
      } else if (use.path().size() == 1 && use.path().getFirst().equals(use.name())) {
        return new Resolution.External(use.path());
      } else {
        switch (findQualified(use.path(), scope, kind)) {
          case Resolution.External external -> {
            return external;
          }
          case Resolution.Local(List<Item> more) -> found.addAll(more);
        }
      }
    }
    return new Resolution.Local(found);
  }

  private Resolution findQualified(List<String> path, Scope scope, Predicate<Item> kind) {
    if (!isLocal(path, scope)) {
      return new Resolution.External(path);
    }
    List<String> modules =
        path.subList(0, path.size() - 1).stream()
            .filter(s -> !s.equals("crate") && !s.equals("self") && !s.equals("super"))
            .toList();
    List<Item> all = crate.items(path.getLast());
    List<Item> exact =
        existing(all, i -> kind.test(i) || i instanceof Item.Use).stream()
            .filter(i -> endsWith(crate.path(i), modules))
            .toList();
    if (exact.stream().anyMatch(Names::isRenaming)) {
      return follow(exact, scope, kind);
    }
    List<Item> plain = exact.stream().filter(kind).toList();
    List<Item> items = plain.isEmpty() ? existing(all, kind) : plain;
    return items.isEmpty() ? new Resolution.External(path) : new Resolution.Local(items);
  }

  /** Whether an item is another name for one of the same module. */
  private static boolean isRenaming(Item item) {
    return item instanceof Item.Use use
        && use.path().size() == 2
        && use.path().getFirst().equals("self")
        && !use.path().getLast().equals(use.name());
  }

  private boolean isLocal(List<String> path, Scope scope) {
    String first = path.getFirst();
    boolean keyword = first.equals("crate") || first.equals("self") || first.equals("super");
    boolean module = crate.isModule(first) && scope.module().items(first).isEmpty();
    boolean imported =
        scope.module().items(first).stream()
            .filter(Item.Use.class::isInstance)
            .map(Item.Use.class::cast)
            .anyMatch(u -> !u.path().equals(path) && crate.isModule(u.path().getFirst()));
    return keyword || first.equals("$crate") || module || imported;
  }

  private static boolean endsWith(List<String> path, List<String> end) {
    int from = path.size() - end.size();
    return from >= 0 && path.subList(from, path.size()).equals(end);
  }

  private List<Item> existing(List<Item> items, Predicate<Item> kind) {
    List<Item> found =
        items.stream()
            .filter(kind)
            .filter(i -> i.condition().evaluate(world) != Truth.FALSE)
            .toList();
    return found.size() < 2
        ? found
        : found.stream().filter(i -> crate.isPossible(world, around.and(i.condition()))).toList();
  }
}
