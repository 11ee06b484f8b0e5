package dev.fabula.rust;

import java.util.List;
import java.util.Optional;

/**
 * The names that are seen at one place of a body: a chain of bindings, the newest first, that ends
 * at a module.
 *
 * @param module the module or body at the end of the chain
 * @param binding the newest binding
 * @param outer the chain before it
 */
record Scope(Module module, Optional<Binding> binding, Optional<Scope> outer) {

  /** The scope of a module's items. */
  static Scope of(Module module) {
    return new Scope(module, Optional.empty(), Optional.empty());
  }

  /** This scope with one more binding. */
  Scope with(Binding newest) {
    return new Scope(module, Optional.of(newest), Optional.of(this));
  }

  /** This scope with names that hide others and whose types are not known. */
  Scope hiding(List<String> names) {
    Scope scope = this;
    for (String name : names) {
      scope = scope.with(new Binding.Hidden(name));
    }
    return scope;
  }

  /** The same bindings, with a body's items before those of the module. */
  Scope inside(Module body) {
    return new Scope(body, binding, outer);
  }

  /** What a name in a scope stands for. */
  sealed interface Binding {

    /** The name. */
    String name();

    /**
     * A local variable or parameter.
     *
     * @param name its name
     * @param type its type as written
     * @param value its first value as written
     * @param steps how it is taken from the type and value: tuple indexes, or −1 for what a
     *     reference points to
     * @param condition the conditions under which it exists
     * @param after the trees of its block that follow its declaration
     * @param at the scope in which its type and value are understood
     */
    record Variable(
        String name,
        Optional<List<Tree>> type,
        Optional<List<Tree>> value,
        List<Integer> steps,
        Condition condition,
        List<Tree> after,
        Scope at)
        implements Binding {

      /** A variable with a written type. */
      static Variable typed(String name, List<Tree> type, Scope at) {
        return new Variable(
            name, Optional.of(type), Optional.empty(), List.of(), Conditions.ALWAYS, List.of(), at);
      }
    }

    /** A variable of which nothing is known. */
    record Hidden(String name) implements Binding {}

    /** A type or const parameter. */
    record Parameter(String name) implements Binding {}

    /** What {@code Self} stands for. */
    sealed interface Self extends Binding {
      @Override
      default String name() {
        return "Self";
      }
    }

    /** The type of an impl. */
    record SelfType(List<Tree> type, Scope at) implements Self {}

    /** Any type that implements a trait. */
    record SelfTrait(String trait) implements Self {}
  }
}
