package dev.fabula.rust;

import dev.fabula.source.Span;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What is around a place in a file.
 *
 * @param conditions the conditions that hold there, the outermost first
 * @param scope the names seen there
 * @param function the innermost function
 * @param features target features that attributes enable there
 * @param macro the innermost macro whose text it is
 * @param result the type of the block's last expression, where it is known
 * @param macros what macro calls there need to know
 */
record Around(
    List<Condition> conditions,
    Scope scope,
    Optional<FunctionHead> function,
    SortedSet<String> features,
    Optional<InMacro> macro,
    Optional<List<Tree>> result,
    MacroContext macros) {

  /**
   * A macro around a place.
   *
   * @param name its name
   * @param definition the place of its name if the place is in its definition; empty if it is in
   *     its arguments
   */
  record InMacro(String name, Optional<Span> definition) {}

  /**
   * A function around a place.
   *
   * @param name its name
   * @param abi the string after {@code extern}; {@code Rust} without it
   * @param naked whether it is naked
   * @param generic whether it or its impl has type or const parameters
   * @param inline the argument of {@code inline}
   * @param parameters its parameters
   * @param result its return type; empty for unit
   * @param scope the scope of its signature
   * @param span the whole function
   */
  record FunctionHead(
      String name,
      String abi,
      boolean naked,
      boolean generic,
      Optional<String> inline,
      List<Parameter> parameters,
      List<Tree> result,
      Scope scope,
      Span span) {}

  /** A parameter: its pattern and its type as written. */
  record Parameter(List<Tree> pattern, List<Tree> type) {}

  /** The top of a file. */
  static Around top(Module module) {
    return new Around(
        List.of(),
        Scope.of(module),
        Optional.empty(),
        Collections.emptySortedSet(),
        Optional.empty(),
        Optional.empty(),
        MacroContext.top());
  }

  /** The same place under one more condition. */
  Around when(Condition condition) {
    if (condition.equals(Conditions.ALWAYS)) {
      return this;
    }
    List<Condition> all = new ArrayList<>(conditions);
    all.add(condition);
    return new Around(List.copyOf(all), scope, function, features, macro, result, macros);
  }

  /** The same place with other names. */
  Around with(Scope names) {
    return new Around(conditions, names, function, features, macro, result, macros);
  }

  /** The same place in a function. */
  Around in(FunctionHead head) {
    return new Around(conditions, scope, Optional.of(head), features, macro, result, macros);
  }

  /** The same place for an item, which belongs to no function. */
  Around outsideFunction() {
    return new Around(
        conditions, scope, Optional.empty(), features, macro, Optional.empty(), macros);
  }

  /** The same place with more target features. */
  Around enabling(Collection<String> more) {
    if (more.isEmpty()) {
      return this;
    }
    SortedSet<String> all = new TreeSet<>(features);
    all.addAll(more);
    return new Around(conditions, scope, function, all, macro, result, macros);
  }

  /** The same place in the arguments of a macro. */
  Around inArguments(String name) {
    Optional<InMacro> now =
        isInDefinition() ? macro : Optional.of(new InMacro(name, Optional.empty()));
    return new Around(conditions, scope, function, features, now, Optional.empty(), macros);
  }

  /** A place of which nothing is known but its file. */
  Around lost() {
    return inArguments("");
  }

  /** Whether the place is in the definition of a macro. */
  boolean isInDefinition() {
    return macro.flatMap(InMacro::definition).isPresent();
  }

  /** The definition of a macro at this place, whose name stands at the given one. */
  Around inDefinition(String name, Span place) {
    Scope names = Scope.of(scope.module().body());
    Optional<InMacro> now = Optional.of(new InMacro(name, Optional.of(place)));
    return new Around(conditions, names, Optional.empty(), features, now, Optional.empty(), macros);
  }

  /** The same place in a block whose last expression has the given type. */
  Around yielding(Optional<List<Tree>> type) {
    return new Around(conditions, scope, function, features, macro, type, macros);
  }

  /** A block at this place, whose macros are its own. */
  Around block() {
    return new Around(conditions, scope, function, features, macro, result, macros.block());
  }

  /** The text that a macro writes at this place. */
  Around expansion() {
    return new Around(conditions, scope, function, features, macro, result, macros.expansion());
  }

  /** The conjunction of all conditions. */
  Condition condition() {
    return conditions.stream().reduce(Conditions.ALWAYS, Condition::and);
  }
}
