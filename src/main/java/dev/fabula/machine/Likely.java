package dev.fabula.machine;

import dev.fabula.mir.Body;
import dev.fabula.mir.Dump;
import dev.fabula.mir.Type;
import dev.fabula.mir.Unsupported;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The types that the variables of a program have. */
final class Likely {

  private Likely() {}

  static Set<Type> types(Dump dump) {
    Set<Type> found = new HashSet<>();
    for (String name : dump.names()) {
      try {
        Optional<Body> body = dump.body(name);
        body.ifPresent(
            b -> b.types().values().forEach(t -> add(Substitution.NONE.apply(t), found)));
      } catch (Unsupported unread) {
        // What cannot be read is told when it runs.
      }
    }
    return found;
  }

  private static void add(Type type, Set<Type> found) {
    switch (type) {
      case Type.Tuple(List<Type> elements) -> elements.forEach(e -> add(e, found));
      case Type.Array(Type element, var _) -> add(element, found);
      case Type.Slice(Type element) -> add(element, found);
      case Type.Pointer(var _, var _, Type pointee) -> add(pointee, found);
      case Type.Named named -> {
        found.add(named);
        named.arguments().forEach(a -> add(a, found));
      }
      case Type.Int _, Type.Bool _, Type.Char _, Type.Float _, Type.Never _, Type.Other _ -> {}
    }
  }
}
