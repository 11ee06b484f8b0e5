package dev.fabula.site;

import java.util.Optional;

/** What is known of an operand expression's type. */
public sealed interface ValueType {

  /** Kinds of values that an operand may have (Reference, asm.register-operands.allowed-types). */
  enum Kind {
    /** Two's complement or unsigned integer. */
    INTEGER,
    /** IEEE 754 binary format. */
    FLOAT,
    /** Thin data pointer or reference. */
    POINTER,
    /** Function pointer. */
    FUNCTION,
    /** SIMD vector; the width is that of the whole vector. */
    VECTOR,
    /** The type {@code !}, which has no value; width 0. */
    NEVER
  }

  /**
   * A type whose size is certain.
   *
   * @param kind the kind of value
   * @param bits width in bits
   * @param signed whether an integer is signed; false for every other kind
   * @param spelled the type as Rust writes it
   * @param maybeUninit whether it is wrapped in {@code MaybeUninit}
   */
  record Known(Kind kind, int bits, boolean signed, String spelled, boolean maybeUninit)
      implements ValueType {

    /** The same type of values that are initialised. */
    public Known init() {
      return new Known(kind, bits, signed, spelled, false);
    }

    /** The same type wrapped in {@code MaybeUninit}. */
    public Known uninit() {
      return new Known(kind, bits, signed, "MaybeUninit<" + spelled + ">", true);
    }
  }

  /**
   * A type that no register holds, so that rustc refuses the operand.
   *
   * @param what the type in words, with its article
   */
  record Unfit(String what) implements ValueType {}

  /**
   * A type that the source around the site does not tell.
   *
   * @param why what stood in the way, as a clause without capital or full stop
   */
  record Unknown(Optional<String> why) implements ValueType {

    /** An unknown type with its reason. */
    public static Unknown because(String why) {
      return new Unknown(Optional.of(why));
    }
  }
}
