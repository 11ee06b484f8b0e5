package dev.fabula.machine;

import dev.fabula.mir.Type;
import java.util.List;

/** A type as it lies in memory; sizes and offsets are in bytes. */
sealed interface Ty {

  /** The type as MIR spells it. */
  Type type();

  int size();

  int align();

  /** An integer. */
  record Int(Type type, int size, boolean signed) implements Ty {
    @Override
    public int align() {
      return size;
    }
  }

  /** The type {@code bool}. */
  record Bool(Type type, int size, int align) implements Ty {}

  /** The type {@code char}. */
  record Char(Type type, int size, int align) implements Ty {}

  /** A float. */
  record Float(Type type, int size) implements Ty {
    @Override
    public int align() {
      return size;
    }
  }

  /** A reference or raw pointer; twice as wide if it carries a length or a vtable. */
  record Pointer(Type type, int size, boolean reference, boolean mutable, Type pointee)
      implements Ty {
    @Override
    public int align() {
      return Long.BYTES;
    }

    boolean isWide() {
      return size > Long.BYTES;
    }
  }

  /** A pointer to a function. */
  record Function(Type type) implements Ty {
    @Override
    public int size() {
      return Long.BYTES;
    }

    @Override
    public int align() {
      return Long.BYTES;
    }
  }

  /** A function by its name, which takes no space. */
  record Item(Type type, String path) implements Ty {
    @Override
    public int size() {
      return 0;
    }

    @Override
    public int align() {
      return 1;
    }
  }

  /** A part of a value. */
  record Field(int offset, Ty ty) {}

  /** A struct, tuple or closure. */
  record Struct(Type type, int size, int align, List<Field> fields, Range range) implements Ty {
    /** Copies the list. */
    public Struct {
      fields = List.copyOf(fields);
    }
  }

  /** What a scalar inside of a struct must be, with both ends; all values if it is none. */
  record Range(boolean limited, long from, long to) {
    static final Range ANY = new Range(false, 0, 0);

    boolean contains(long value) {
      boolean above = Long.compareUnsigned(value, from) >= 0;
      boolean below = Long.compareUnsigned(value, to) <= 0;
      return !limited || (Long.compareUnsigned(from, to) <= 0 ? above && below : above || below);
    }
  }

  /** An array. */
  record Array(Type type, int size, int align, Ty element, long count) implements Ty {}

  /** An enum. */
  record Enum(Type type, int size, int align, List<Variant> variants, Tagging tagging)
      implements Ty {
    /** Copies the list. */
    public Enum {
      variants = List.copyOf(variants);
    }
  }

  /** A variant of an enum. */
  record Variant(String name, long discriminant, List<Field> fields) {
    /** Copies the list. */
    public Variant {
      fields = List.copyOf(fields);
    }
  }

  /** How one sees which variant an enum is. */
  sealed interface Tagging {
    /** There is just one that can be. */
    record Single(int variant) implements Tagging {}

    /** There is none that can be. */
    record None() implements Tagging {}

    /** A number that is the discriminant. */
    record Direct(int offset, int size, boolean pointer) implements Tagging {}

    /**
     * A number that no value of one variant has there.
     *
     * @param untagged that variant
     * @param first the first of the other variants
     * @param last the last of them
     * @param start the number of the first
     * @param range what the number may be
     */
    record Niche(int offset, int size, int untagged, int first, int last, long start, Range range)
        implements Tagging {}
  }

  /** A union. */
  record Union(Type type, int size, int align, List<Field> fields) implements Ty {
    /** Copies the list. */
    public Union {
      fields = List.copyOf(fields);
    }
  }

  /** A slice or {@code str}; its size is that of what a pointer to it tells. */
  record Slice(Type type, Ty element) implements Ty {
    @Override
    public int size() {
      return 0;
    }

    @Override
    public int align() {
      return element.align();
    }
  }

  /** A trait object; size and alignment are in the vtable. */
  record Dynamic(Type type) implements Ty {
    @Override
    public int size() {
      return 0;
    }

    @Override
    public int align() {
      return 1;
    }
  }

  /** The type {@code !}. */
  record Never(Type type) implements Ty {
    @Override
    public int size() {
      return 0;
    }

    @Override
    public int align() {
      return 1;
    }
  }

  /** A type of which only the size is known. */
  record Opaque(Type type, int size, int align) implements Ty {}

  /** Whether its size is part of the type. */
  default boolean isSized() {
    return !(this instanceof Slice) && !(this instanceof Dynamic);
  }
}
