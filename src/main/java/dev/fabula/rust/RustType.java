package dev.fabula.rust;

import dev.fabula.site.ValueType;
import dev.fabula.site.ValueType.Known;
import java.util.List;

/** A Rust type, as far as operands need it. */
sealed interface RustType {

  /** Number, vector, function pointer or never type. */
  record Scalar(Known known) implements RustType {}

  /** An integer literal without a suffix; an operand gives it no type, so it is an i32 there. */
  record IntegerLiteral() implements RustType {}

  /** A floating-point literal without a suffix; as an operand it is an f64. */
  record FloatLiteral() implements RustType {}

  /** The type of a variable that its declaration leaves open. */
  record Undeclared() implements RustType {}

  /** A reference or raw pointer. */
  record Pointer(String spelled, RustType target) implements RustType {}

  /** A tuple. */
  record Tuple(List<RustType> elements) implements RustType {}

  /** An array or slice, by its element. */
  record Sequence(RustType element) implements RustType {}

  /** A struct of the crate. */
  record Structure(Item.Struct item) implements RustType {}

  /** A type that is known by name only, with its generic arguments. */
  record Named(String name, List<RustType> arguments) implements RustType {}

  /** {@code MaybeUninit} of a type. */
  record MaybeUninit(RustType inner) implements RustType {}

  /** A type that could not be found out. */
  record Unknown(String why) implements RustType {}

  /** The type as sites need it, for pointers of the given width in bits. */
  default ValueType toValueType(int pointerWidth) {
    return switch (this) {
      case Scalar(Known known) -> known;
      case IntegerLiteral() -> PrimitiveTypes.named("i32", pointerWidth).orElseThrow();
      case FloatLiteral() -> PrimitiveTypes.named("f64", pointerWidth).orElseThrow();
      case Pointer(String spelled, var _) -> PrimitiveTypes.pointer(spelled, pointerWidth);
      case MaybeUninit(RustType inner) ->
          switch (inner.toValueType(pointerWidth)) {
            case Known known -> known.uninit();
            case ValueType.Unknown unknown -> unknown;
          };
      case Undeclared() -> ValueType.Unknown.because("its declaration has no type");
      case Tuple _ -> ValueType.Unknown.because("a tuple cannot be an operand");
      case Sequence _ -> ValueType.Unknown.because("an array cannot be an operand");
      case Structure(Item.Struct item) ->
          ValueType.Unknown.because("the layout of struct `" + item.name() + "` is not known");
      case Named(String name, var _) ->
          ValueType.Unknown.because(
              name.equals("bool") || name.equals("char") || name.equals("str")
                  ? "a `" + name + "` cannot be an operand"
                  : "type `" + name + "` is not known");
      case Unknown(String why) -> ValueType.Unknown.because(why);
    };
  }

  /** The type behind all references, which operators and methods look through. */
  default RustType withoutReferences() {
    RustType type = this;
    while (type instanceof Pointer(String spelled, RustType target) && spelled.startsWith("&")) {
      type = target;
    }
    return type;
  }

  /** Whether nothing is known of the type. */
  default boolean isUnknown() {
    return this instanceof Unknown;
  }
}
