package dev.fabula.rust;

import dev.fabula.rust.Names.Resolution;
import dev.fabula.rust.Tree.Group;
import java.util.List;
import java.util.Optional;

/** What expressions such as {@code Pair { lo, hi: x }} tell of the variables in them. */
final class StructLiterals {
  private final Types types;
  private final Names names;
  private final Scope scope;

  StructLiterals(Types types, Names names, Scope scope) {
    this.types = types;
    this.names = names;
    this.scope = scope;
  }

  /**
   * The type of a variable that is the whole value of a field.
   *
   * @param path the path before the braces
   * @param fields the braces
   * @param variable the variable's name
   */
  Optional<RustType> typeOf(List<String> path, Group fields, String variable) {
    return structure(path).flatMap(s -> typeOf(s, fields, variable));
  }

  private Optional<RustType.Structure> structure(List<String> path) {
    RustType type =
        names.type(path, scope) instanceof Resolution.Local
            ? types.readPath(path, List.of(), scope)
            : new RustType.Undeclared();
    return type instanceof RustType.Structure structure ? Optional.of(structure) : Optional.empty();
  }

  private Optional<RustType> typeOf(RustType.Structure structure, Group fields, String variable) {
    for (List<Tree> field : Lists.split(fields.trees(), ',')) {
      int colon = Statements.colon(field);
      List<Tree> value = colon < field.size() ? field.subList(colon + 1, field.size()) : field;
      Optional<RustType> type =
          field.getFirst() instanceof Tree.Token name
              ? typeOf(types.field(structure, name.text()), value, variable)
              : Optional.empty();
      if (type.isPresent()) {
        return type;
      }
    }
    return Optional.empty();
  }

  private Optional<RustType> typeOf(RustType field, List<Tree> value, String variable) {
    if (value.size() == 1 && value.getFirst().isWord(variable)) {
      return Optional.of(field).filter(t -> !t.isUnknown());
    }
    boolean literal = value.size() > 1 && value.getLast().isGroup('{');
    return literal
            && field instanceof RustType.Structure inner
            && value.get(value.size() - 2).isWord(inner.item().name())
        ? typeOf(inner, (Group) value.getLast(), variable)
        : Optional.empty();
  }
}
