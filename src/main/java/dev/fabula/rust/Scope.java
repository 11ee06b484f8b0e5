package dev.fabula.rust;

import dev.fabula.rust.Tree.Token;
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
  Scope hiding(List<Token> names) {
    Scope scope = this;
    for (Token name : names) {
      scope = scope.with(new Binding.Hidden(name.text(), Trail.writer(name)));
    }
    return scope;
  }

  /** The variable or const parameter that a name stands for, if it stands for one. */
  Optional<Binding> variable(String name, Optional<Frame> writer) {
    for (Optional<Scope> s = Optional.of(this); s.isPresent(); s = s.get().outer()) {
      Optional<Binding> here = s.get().binding();
      if (here.filter(b -> b.name().equals(name) && b.isSeenBy(writer)).isPresent()) {
        return here;
      }
    }
    return Optional.empty();
  }

  /** The same bindings, with a body's items before those of the module. */
  Scope inside(Module body) {
    return new Scope(body, binding, outer);
  }

  /** What a name in a scope stands for. */
  sealed interface Binding {

    /** The name. */
    String name();

    /** Whether the name, as a value that an expansion or the file writes, can stand for it. */
    default boolean isSeenBy(Optional<Frame> writer) {
      return true;
    }

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
     * @param writer the expansion that wrote the name; empty if the file did
     */
    record Variable(
        String name,
        Optional<List<Tree>> type,
        Optional<List<Tree>> value,
        List<Integer> steps,
        Condition condition,
        List<Tree> after,
        Scope at,
        Optional<Frame> writer)
        implements Binding {

      @Override
      public boolean isSeenBy(Optional<Frame> user) {
        return name.equals("self") || Frame.sees(user, writer);
      }

      /** A variable with a written type. */
      static Variable typed(String name, List<Tree> type, Scope at) {
        return new Variable(
            name,
            Optional.of(type),
            Optional.empty(),
            List.of(),
            Conditions.ALWAYS,
            List.of(),
            at,
            Optional.empty());
      }
    }

    /** A variable of which nothing is known. */
    record Hidden(String name, Optional<Frame> writer) implements Binding {

      @Override
      public boolean isSeenBy(Optional<Frame> user) {
        return Frame.sees(user, writer);
      }
    }

    /** A type or const parameter. */
    record Parameter(String name) implements Binding {}

    /** A type parameter and the argument that it has. */
    record Argument(String name, RustType type) implements Binding {

      @Override
      public boolean isSeenBy(Optional<Frame> writer) {
        return false;
      }
    }

    /** What {@code Self} stands for. */
    sealed interface Self extends Binding {
      @Override
      default String name() {
        return "Self";
      }

      @Override
      default boolean isSeenBy(Optional<Frame> writer) {
        return false;
      }
    }

    /** The type of an impl. */
    record SelfType(List<Tree> type, Scope at) implements Self {}

    /** Any type that implements a trait. */
    record SelfTrait(String trait) implements Self {}
  }
}
