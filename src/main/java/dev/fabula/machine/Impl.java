package dev.fabula.machine;

import dev.fabula.mir.Type;
import java.util.List;
import java.util.Optional;

/**
 * A method in an {@code impl}.
 *
 * @param item its name in the dump
 * @param method the name of the method
 * @param trait the trait's path as the source spells it; empty if it is the type's own
 * @param self the type's name as the source spells it, without its parameters
 * @param type the type, if it is known
 * @param parameters the parameters of the {@code impl}
 */
record Impl(
    String item,
    String method,
    Optional<String> trait,
    String self,
    Optional<Type> type,
    List<String> parameters) {
  /** Copies the list. */
  Impl {
    parameters = List.copyOf(parameters);
  }

  /** The last part of the trait's path. */
  String traitName() {
    return trait.map(t -> last(Texts.plain(t))).orElse("");
  }

  static String last(String path) {
    return path.substring(path.lastIndexOf(':') + 1);
  }
}
