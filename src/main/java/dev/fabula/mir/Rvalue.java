package dev.fabula.mir;

import java.util.List;

/** What an assignment computes. */
public sealed interface Rvalue {

  /** A value as it is. */
  record Plain(Operand operand) implements Rvalue {}

  /** The address of a place. */
  record Borrow(Place place, Kind kind) implements Rvalue {}

  /** What is made of an address. */
  enum Kind {
    /** {@code &}. */
    SHARED,
    /** {@code &mut}. */
    MUTABLE,
    /** {@code &raw const} or {@code &raw mut}. */
    RAW,
    /** Nothing that runs: what match guards are checked with. */
    FAKE
  }

  /** A conversion. */
  record Cast(Operand operand, Type to, String kind) implements Rvalue {}

  /** A binary operation by its name in MIR. */
  record Binary(String operator, Operand left, Operand right) implements Rvalue {}

  /** A unary operation by its name in MIR. */
  record Unary(String operator, Operand operand) implements Rvalue {}

  /** The discriminant of an enum. */
  record Discriminant(Place place) implements Rvalue {}

  /** A tuple or array. */
  record Sequence(List<Operand> elements) implements Rvalue {
    /** Copies the list. */
    public Sequence {
      elements = List.copyOf(elements);
    }
  }

  /** An array of equal elements. */
  record Repeat(Operand element, long count) implements Rvalue {}

  /** A pointer with what belongs to it: for a slice its length, else nothing. */
  record Slice(Operand pointer, Operand metadata) implements Rvalue {}

  /**
   * A struct, or a variant of an enum.
   *
   * @param path its path, with type arguments
   * @param fields the fields in order
   */
  record Construct(String path, List<Operand> fields) implements Rvalue {
    /** Copies the list. */
    public Construct {
      fields = List.copyOf(fields);
    }
  }
}
