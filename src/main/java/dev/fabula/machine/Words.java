package dev.fabula.machine;

import dev.fabula.mir.Type;
import java.util.List;
import java.util.stream.Collectors;

/** Types as Rust spells them. */
final class Words {

  private Words() {}

  static String type(Type type) {
    return switch (type) {
      case Type.Int(int bits, boolean signed) -> (signed ? "i" : "u") + bits;
      case Type.Bool _ -> "bool";
      case Type.Char _ -> "char";
      case Type.Float(int bits) -> "f" + bits;
      case Type.Never _ -> "!";
      case Type.Tuple(List<Type> elements) ->
          elements.stream().map(e -> type(e) + ", ").collect(Collectors.joining("", "(", ")"));
      case Type.Array(Type element, var length) ->
          "[" + type(element) + "; " + (length.isPresent() ? length.getAsLong() : "_") + "]";
      case Type.Slice(Type element) -> "[" + type(element) + "]";
      case Type.Pointer(boolean reference, boolean mutable, Type pointee) ->
          pointer(reference, mutable) + type(pointee);
      case Type.Named(String path, List<Type> arguments) when arguments.isEmpty() -> path;
      case Type.Named(String path, List<Type> arguments) ->
          arguments.stream().map(Words::type).collect(Collectors.joining(", ", path + "<", ">"));
      case Type.Other(String text) -> text;
    };
  }

  private static String pointer(boolean reference, boolean mutable) {
    return reference ? (mutable ? "&mut " : "&") : (mutable ? "*mut " : "*const ");
  }
}
