package dev.fabula.c;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The names that can be used at a place (C11, 6.2.1 and 6.2.3). */
final class Scope {

  private final Optional<Scope> outer;
  private final Map<String, Entity> names = new HashMap<>();
  private final Map<String, CType> tags = new HashMap<>();

  /** What an ordinary identifier stands for. */
  sealed interface Entity {}

  /** A type. */
  record Typedef(CType type) implements Entity {}

  /**
   * A variable or function.
   *
   * @param type its type
   * @param register the register that it is bound to by GNU's {@code asm("…")}, if it is
   */
  record Variable(CType type, Optional<String> register) implements Entity {}

  /** An enumeration constant. */
  record Constant(Optional<BigInteger> value) implements Entity {}

  private Scope(Optional<Scope> outer) {
    this.outer = outer;
  }

  /** The scope of a file. */
  static Scope file() {
    return new Scope(Optional.empty());
  }

  /** A block inside of this one. */
  Scope block() {
    return new Scope(Optional.of(this));
  }

  /** The scope around this one. */
  Optional<Scope> outer() {
    return outer;
  }

  /** The scope of the file. */
  Scope outermost() {
    return outer.map(Scope::outermost).orElse(this);
  }

  void declare(String name, Entity entity) {
    names.put(name, entity);
  }

  void declareTag(String tag, CType type) {
    tags.put(tag, type);
  }

  /** What an identifier stands for. */
  Optional<Entity> find(String name) {
    Entity own = names.get(name);
    return own != null ? Optional.of(own) : outer.flatMap(o -> o.find(name));
  }

  /** The type of a structure, union or enumeration by its tag. */
  Optional<CType> tag(String tag) {
    CType own = tags.get(tag);
    return own != null ? Optional.of(own) : outer.flatMap(o -> o.tag(tag));
  }

  /** The type that a name is declared as. */
  Optional<CType> typedef(String name) {
    return find(name).filter(Typedef.class::isInstance).map(e -> ((Typedef) e).type());
  }
}
