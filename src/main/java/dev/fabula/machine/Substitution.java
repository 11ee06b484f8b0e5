package dev.fabula.machine;

import dev.fabula.mir.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Types in the place of type parameters, which are known by how they are spelled. */
record Substitution(Map<String, Type> types) {

  /** Nothing in the place of anything. */
  static final Substitution NONE = new Substitution(Map.of());

  /** Copies the map. */
  Substitution {
    types = Map.copyOf(types);
  }

  static Substitution of(List<String> names, List<Type> arguments) {
    Map<String, Type> map = new HashMap<>();
    for (int i = 0; i < names.size() && i < arguments.size(); i++) {
      map.put(names.get(i), arguments.get(i));
    }
    return new Substitution(map);
  }

  /** The type with its lifetimes left out and its parameters replaced. */
  Type apply(Type type) {
    Type whole = types.get(spelling(type));
    return whole != null ? whole : map(type, this::apply);
  }

  static String spelling(Type type) {
    return switch (type) {
      case Type.Named(String path, List<Type> arguments) when arguments.isEmpty() -> path;
      case Type.Other(String text) -> text;
      default -> "";
    };
  }

  private static Type map(Type type, UnaryOperator<Type> change) {
    return switch (type) {
      case Type.Tuple(List<Type> elements) ->
          new Type.Tuple(elements.stream().map(change).toList());
      case Type.Array(Type element, var length) -> new Type.Array(change.apply(element), length);
      case Type.Slice(Type element) -> new Type.Slice(change.apply(element));
      case Type.Pointer(boolean reference, boolean mutable, Type pointee) ->
          new Type.Pointer(reference, mutable, change.apply(pointee));
      case Type.Named(String path, List<Type> arguments) ->
          new Type.Named(path, arguments.stream().filter(a -> !isLifetime(a)).map(change).toList());
      case Type.Int _, Type.Bool _, Type.Char _, Type.Float _, Type.Never _, Type.Other _ -> type;
    };
  }

  private static boolean isLifetime(Type type) {
    return type instanceof Type.Other(String text) && text.startsWith("'");
  }
}
