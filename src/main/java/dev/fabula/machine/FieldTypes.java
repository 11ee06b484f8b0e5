package dev.fabula.machine;

import dev.fabula.mir.Dump;
import dev.fabula.mir.Type;
import dev.fabula.mir.Unsupported;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The types of fields, from how the source spells them. */
final class FieldTypes {

  private static final Pattern LENGTH = Pattern.compile(";\\s*([A-Za-z_][\\w:]*)\\s*\\]");
  private static final Pattern NUMBER = Pattern.compile("(\\d+)_usize");

  private final Dump dump;
  private final Definitions definitions;

  FieldTypes(Dump dump, Definitions definitions) {
    this.dump = dump;
    this.definitions = definitions;
  }

  /** The type that a text means in a definition. */
  Type read(String text, Definition in) throws Unsupported {
    return resolve(dump.type(withLengths(text)), in);
  }

  /** The text with constants that give lengths of arrays replaced by their values. */
  private String withLengths(String text) {
    Matcher matcher = LENGTH.matcher(text);
    return matcher.replaceAll(m ->
        length(m.group(1)).map(n -> "; " + n + "]").orElse(Matcher.quoteReplacement(m.group())));
  }

  private Optional<String> length(String constant) {
    return dump.value(constant.replaceFirst("^(?:crate|self)::", ""))
        .map(NUMBER::matcher)
        .filter(Matcher::matches)
        .map(m -> m.group(1));
  }

  private Type resolve(Type type, Definition in) throws Unsupported {
    return switch (type) {
      case Type.Tuple(List<Type> elements) -> new Type.Tuple(all(elements, in));
      case Type.Array(Type element, var length) -> new Type.Array(resolve(element, in), length);
      case Type.Slice(Type element) -> new Type.Slice(resolve(element, in));
      case Type.Pointer(boolean reference, boolean mutable, Type pointee) ->
          new Type.Pointer(reference, mutable, resolve(pointee, in));
      case Type.Named named -> resolve(named, in);
      case Type.Int _, Type.Bool _, Type.Char _, Type.Float _, Type.Never _, Type.Other _ -> type;
    };
  }

  private Type resolve(Type.Named named, Definition in) throws Unsupported {
    if (in.parameters().contains(named.path()) || named.path().equals("str")) {
      return named;
    }
    if (named.path().equals("Self")) {
      return new Type.Named(
          in.path(),
          in.parameters().stream().<Type>map(p -> new Type.Named(p, List.of())).toList());
    }
    if (named.path().equals("std::num::NonZero") || named.path().equals("NonZero")) {
      return new Type.Named("std::num::NonZero", all(named.arguments(), in));
    }
    Optional<String> alias = definitions.alias(named.path(), in.scope());
    if (alias.isPresent()) {
      return read(alias.get(), in);
    }
    String path =
        definitions.resolve(named.path(), in.scope()).map(Definition::path).orElse(named.path());
    return new Type.Named(path, all(named.arguments(), in));
  }

  private List<Type> all(List<Type> types, Definition in) throws Unsupported {
    List<Type> result = new java.util.ArrayList<>();
    for (Type type : types) {
      result.add(resolve(type, in));
    }
    return result;
  }
}
