package dev.fabula.mir;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A type as MIR spells it. */
public sealed interface Type {

  /**
   * An integer.
   *
   * @param bits width in bits
   * @param signed whether it is signed
   */
  record Int(int bits, boolean signed) implements Type {}

  /** The type {@code bool}. */
  record Bool() implements Type {}

  /** The type {@code char}. */
  record Char() implements Type {}

  /**
   * An IEEE 754 binary format.
   *
   * @param bits width in bits
   */
  record Float(int bits) implements Type {}

  /** The type {@code !}. */
  record Never() implements Type {}

  /** A tuple; the unit type has no elements. */
  record Tuple(List<Type> elements) implements Type {
    /** Copies the list. */
    public Tuple {
      elements = List.copyOf(elements);
    }
  }

  /** An array; its length is empty where MIR has a parameter or path for it. */
  record Array(Type element, OptionalLong length) implements Type {}

  /** A slice. */
  record Slice(Type element) implements Type {}

  /**
   * A reference or raw pointer.
   *
   * @param reference whether it is a reference
   * @param mutable whether it permits writing
   * @param pointee what it points to
   */
  record Pointer(boolean reference, boolean mutable, Type pointee) implements Type {}

  /**
   * A struct, enum or union.
   *
   * @param path its path without arguments
   * @param arguments the type arguments
   */
  record Named(String path, List<Type> arguments) implements Type {
    /** Copies the list. */
    public Named {
      arguments = List.copyOf(arguments);
    }

    /** The last part of the path. */
    public String name() {
      return path.substring(path.lastIndexOf(':') + 1);
    }
  }

  /** Any other type, as spelled. */
  record Other(String text) implements Type {}

  /** The unit type. */
  Tuple UNIT = new Tuple(List.of());

  /** The primitive type of a name. */
  static Optional<Type> primitive(String name, int pointerBits) {
    return switch (name) {
      case "bool" -> Optional.of(new Bool());
      case "char" -> Optional.of(new Char());
      case "u8", "u16", "u32", "u64", "u128", "i8", "i16", "i32", "i64", "i128" ->
          Optional.of(new Int(Integer.parseInt(name.substring(1)), name.charAt(0) == 'i'));
      case "usize" -> Optional.of(new Int(pointerBits, false));
      case "isize" -> Optional.of(new Int(pointerBits, true));
      case "f16", "f32", "f64", "f128" ->
          Optional.of(new Float(Integer.parseInt(name.substring(1))));
      default -> Optional.empty();
    };
  }
}
