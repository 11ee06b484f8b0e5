package dev.fabula.c;

import dev.fabula.site.ValueType;
import dev.fabula.site.ValueType.Kind;
import java.util.OptionalInt;

/** Types of C as contracts see them. */
final class ValueTypes {

  private ValueTypes() {}

  /** What a register sees of a type. */
  static ValueType of(CType type, DataModel model) {
    OptionalInt size = model.size(type);
    int bits = 8 * size.orElse(0);
    return switch (type) {
      case CType.Int(var _, boolean signed) -> known(Kind.INTEGER, bits, signed, type);
      case CType.Floating(int format) -> known(Kind.FLOAT, format, false, type);
      case CType.Pointer _, CType.Array _, CType.Function _ ->
          known(Kind.POINTER, model.pointerBits(), false, type);
      case CType.Vector _ -> known(Kind.VECTOR, bits, false, type);
      case CType.Record record ->
          size.isPresent() && bits > 0
              ? known(Kind.INTEGER, bits, false, type)
              : ValueType.Unknown.because("`" + record + "` is declared elsewhere");
      case CType.Unknown(String why) -> ValueType.Unknown.because(why);
      case CType.Void _ -> ValueType.Unknown.because("it has no value");
    };
  }

  private static ValueType known(Kind kind, int bits, boolean signed, CType type) {
    return new ValueType.Known(kind, bits, signed, spelled(type), false);
  }

  /** The type as a message shows it. */
  static String spelled(CType type) {
    return switch (type) {
      case CType.Void _ -> "void";
      case CType.Int(int bits, boolean signed) -> (signed ? "int" : "unsigned int") + bits;
      case CType.Floating(int bits) ->
          bits == 32 ? "float" : bits == 64 ? "double" : "float" + bits;
      case CType.Pointer _ -> "pointer";
      case CType.Array _ -> "array";
      case CType.Vector _ -> "vector";
      case CType.Function _ -> "function";
      case CType.Record record -> record.toString();
      case CType.Unknown _ -> "?";
    };
  }
}
