package dev.fabula.rust;

import dev.fabula.site.ValueType;
import dev.fabula.site.ValueType.Known;
import java.util.List;
import java.util.Set;

/** A Rust type, as far as operands need it. */
sealed interface RustType {

  /** Types of the language whose values are never operands. */
  Set<String> UNFIT = Set.of("bool", "char", "str");

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

  /** An array, or a slice if its length is not part of it, by its element. */
  record Sequence(RustType element, boolean isSlice) implements RustType {}

  /** A struct or union of the crate with its generic arguments as far as they are known. */
  record Structure(Item.Struct item, List<RustType> arguments) implements RustType {}

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
      case Pointer(var _, RustType target) when target.isUnsized() ->
          new ValueType.Unfit("a pointer with a length");
      case Pointer(String spelled, var _) -> PrimitiveTypes.pointer(spelled, pointerWidth);
      case MaybeUninit(RustType inner) ->
          switch (inner.toValueType(pointerWidth)) {
            case Known known when known.spelled().startsWith("&") ->
                new ValueType.Unfit("`MaybeUninit` of a reference");
            case Known known -> known.uninit();
            case ValueType.Unfit(String what) -> new ValueType.Unfit("`MaybeUninit` of " + what);
            case ValueType.Unknown unknown -> unknown;
          };
      case Undeclared() -> ValueType.Unknown.because("its declaration has no type");
      case Tuple _ -> new ValueType.Unfit("a tuple");
      case Sequence _ -> new ValueType.Unfit("an array");
      case Structure(Item.Struct item, var _) ->
          ValueType.Unknown.because("the layout of struct `" + item.name() + "` is not known");
      case Named(String name, var _) when UNFIT.contains(name) ->
          new ValueType.Unfit("a `" + name + "`");
      case Named(String name, var _) ->
          ValueType.Unknown.because("type `" + name + "` is not known");
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

  /** Whether it is certain that a pointer to the type has two words. */
  default boolean isUnsized() {
    return this instanceof Sequence(var _, boolean isSlice) && isSlice
        || this instanceof Named(String name, var _) && name.equals("str");
  }

  /** Whether nothing is known of the type. */
  default boolean isUnknown() {
    return this instanceof Unknown;
  }
}
