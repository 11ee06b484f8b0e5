package dev.fabula.mir;

import dev.fabula.term.Term;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A value of Rust, made of terms. */
public sealed interface Value {

  /** A number, a truth (width 1), a character, a float, or what is laid out like one of them. */
  record Bits(Term term) implements Value {}

  /**
   * A pointer.
   *
   * @param target what it points to
   * @param length the number of elements, for a pointer to a slice
   */
  record Pointer(Target target, Optional<Term> length) implements Value {}

  /** A tuple, array or struct. */
  record Composite(List<Value> parts) implements Value {
    /** Copies the list. */
    public Composite {
      parts = List.copyOf(parts);
    }
  }

  /**
   * An enum.
   *
   * @param discriminant its discriminant, 128 bits wide
   * @param payloads the fields of each variant that it may be, by discriminant
   */
  record Variant(Term discriminant, Map<Integer, List<Value>> payloads) implements Value {
    /** Copies the map. */
    public Variant {
      payloads = java.util.Collections.unmodifiableMap(new TreeMap<>(payloads));
    }
  }

  /** A function, which takes no space. */
  record Function(String path) implements Value {}

  /** Nothing that may be read. */
  record Unset() implements Value {}

  /** The unit value. */
  Composite UNIT = new Composite(List.of());

  /** Width of a discriminant in bits, enough for any. */
  int DISCRIMINANT = 128;

  /** One step into a value. */
  sealed interface Part {

    /** A field of a struct or tuple, or an element of an array at an index of 64 bits. */
    record At(Term index) implements Part {}

    /** A field of one variant of an enum. */
    record In(int variant, int field) implements Part {}
  }

  /** What a pointer points to. */
  sealed interface Target {

    /** Memory outside of the story's own variables. */
    record Address(Term term) implements Target {}

    /**
     * A part of a variable of the story.
     *
     * @param frame the number of the call whose variable it is
     * @param local the local
     * @param path the fields and elements on the way
     */
    record Local(int frame, int local, List<Part> path) implements Target {
      /** Copies the path. */
      public Local {
        path = List.copyOf(path);
      }
    }
  }
}
