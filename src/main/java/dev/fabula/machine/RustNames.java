package dev.fabula.machine;

import dev.fabula.mir.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Types as a crate's own source can name them. */
final class RustNames {

  private RustNames() {}

  /** The name of a type, if it has one. */
  static Optional<String> of(Type type, Definitions definitions) {
    return switch (type) {
      case Type.Int _, Type.Bool _, Type.Char _, Type.Float _, Type.Never _ ->
          Optional.of(Words.type(type));
      case Type.Tuple(List<Type> elements) ->
          all(elements, definitions).map(e -> "(" + (e.isEmpty() ? "" : e + ",") + ")");
      case Type.Array(Type element, var length) ->
          of(element, definitions)
              .filter(e -> length.isPresent())
              .map(e -> "[" + e + "; " + length.getAsLong() + "]");
      case Type.Slice(Type element) -> of(element, definitions).map(e -> "[" + e + "]");
      case Type.Pointer(boolean reference, boolean mutable, Type pointee) ->
          of(pointee, definitions)
              .map(p ->
                  (reference
                          ? (mutable ? "&'static mut " : "&'static ")
                          : (mutable ? "*mut " : "*const "))
                      + p);
      case Type.Named named -> named(named, definitions);
      case Type.Other(String text) ->
          text.contains("{") || text.contains("'")
              ? Optional.empty()
              : text.startsWith("dyn")
                  ? Optional.of("(" + text.replaceFirst("^dyn ?", "dyn ") + ")")
                  : Optional.of(text).filter(t -> t.startsWith("fn("));
    };
  }

  private static Optional<String> named(Type.Named named, Definitions definitions) {
    if (named.path().equals("str")) {
      return Optional.of("str");
    }
    Optional<Definition> definition = definitions.get(named.path());
    boolean own = definition.map(Definition::own).orElse(false);
    boolean library = named.path().matches("(?:std|core|alloc)::.*");
    if (!own && !library || named.path().contains("{") || named.path().contains("<")) {
      return Optional.empty();
    }
    return all(named.arguments(), definitions)
        .map(a -> path(named, definition) + (a.isEmpty() ? "" : "<" + a + ">"));
  }

  private static String path(Type.Named named, Optional<Definition> definition) {
    if (definition.filter(Definition::own).isEmpty()) {
      return "::" + named.path();
    }
    return definition.get().inside().isPresent() ? named.name() : "crate::" + named.path();
  }

  private static Optional<String> all(List<Type> types, Definitions definitions) {
    List<String> names = new ArrayList<>();
    for (Type type : types) {
      Optional<String> name = of(type, definitions);
      if (name.isEmpty()) {
        return Optional.empty();
      }
      names.add(name.get());
    }
    return Optional.of(String.join(", ", names));
  }
}
