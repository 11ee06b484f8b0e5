package dev.fabula.rust;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A named thing in a module, as far as types and constants of operands need it. */
sealed interface Item {

  /** Its name. */
  String name();

  /** The conditions under which it exists. */
  Condition condition();

  /** Where the names in it are looked up. */
  Scope scope();

  /** A constant or static with its type and, if it has one, its value. */
  record Constant(
      String name,
      Condition condition,
      Scope scope,
      List<Tree> type,
      List<Tree> value,
      boolean isStatic)
      implements Item {}

  /** A function with its ABI and the types of its parameters; its result is empty for unit. */
  record Function(
      String name,
      Condition condition,
      Scope scope,
      String abi,
      List<List<Tree>> parameters,
      List<Tree> result)
      implements Item {}

  /**
   * A struct or union with the types of its fields, which for a tuple struct have numbers as names,
   * and the names of its type and const parameters.
   */
  record Struct(
      String name,
      Condition condition,
      Scope scope,
      Map<String, List<Tree>> fields,
      List<String> generics)
      implements Item {}

  /** A type alias, {@code Self} among them. */
  record Alias(String name, Condition condition, Scope scope, List<Tree> type, boolean isGeneric)
      implements Item {}

  /** An enum, trait or foreign type. */
  record Other(String name, Condition condition, Scope scope) implements Item {}

  /**
   * A name that {@code use} brings in.
   *
   * @param name the name, {@code *} for all names of the path
   * @param path the path without its {@code self} at the end
   */
  record Use(String name, Condition condition, Scope scope, List<String> path) implements Item {

    /** The last name of the path, if it has any. */
    Optional<String> last() {
      return path.isEmpty() ? Optional.empty() : Optional.of(path.getLast());
    }
  }
}
