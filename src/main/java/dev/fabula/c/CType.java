package dev.fabula.c;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A type of C (C11, 6.2.5), without qualifiers. */
sealed interface CType {

  /** No value. */
  record Void() implements CType {}

  /**
   * An integer, Boolean or enumeration.
   *
   * @param bits width in bits
   * @param signed whether it is signed
   */
  record Int(int bits, boolean signed) implements CType {}

  /**
   * A floating type.
   *
   * @param bits width of its format in bits
   */
  record Floating(int bits) implements CType {}

  /** A pointer to a type. */
  record Pointer(CType target) implements CType {}

  /** An array; the length is empty where it is not known. */
  record Array(CType element, Optional<Long> length) implements CType {}

  /** A vector of GNU C. */
  record Vector(CType element, int bytes) implements CType {}

  /** A function of the given result. */
  record Function(CType result) implements CType {}

  /** A type that the text does not tell. */
  record Unknown(String why) implements CType {}

  /** A structure or union; its members come when its body is read. */
  final class Record implements CType {

    private final boolean union;
    private final String name;
    private final Map<String, CType> members = new LinkedHashMap<>();
    private boolean complete;
    private boolean packed;

    Record(boolean union, String name) {
      this.union = union;
      this.name = name;
    }

    boolean isUnion() {
      return union;
    }

    boolean isComplete() {
      return complete;
    }

    boolean isPacked() {
      return packed;
    }

    Map<String, CType> members() {
      return members;
    }

    void complete(Map<String, CType> all, boolean isPacked) {
      members.putAll(all);
      packed = isPacked;
      complete = true;
    }

    /** The type of a member, also of one inside a member without a name. */
    Optional<CType> member(String wanted) {
      CType direct = members.get(wanted);
      if (direct != null) {
        return Optional.of(direct);
      }
      return members.entrySet().stream()
          .filter(e -> e.getKey().startsWith("#"))
          .filter(e -> e.getValue() instanceof Record)
          .flatMap(e -> ((Record) e.getValue()).member(wanted).stream())
          .findFirst();
    }

    @Override
    public String toString() {
      return (union ? "union " : "struct ") + name;
    }
  }

  /** The type that an expression of this type has as a value: arrays and functions are pointers. */
  default CType decayed() {
    return switch (this) {
      case Array(CType element, var _) -> new Pointer(element);
      case Function _ -> new Pointer(this);
      case Void _, Int _, Floating _, Pointer _, Vector _, Unknown _, Record _ -> this;
    };
  }

  /** Whether it is not known. */
  default boolean isUnknown() {
    return this instanceof Unknown;
  }
}
