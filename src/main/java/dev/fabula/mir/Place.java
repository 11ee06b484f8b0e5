package dev.fabula.mir;

import java.util.List;

/**
 * A place: a local, and the way from it.
 *
 * @param local the local's number
 * @param steps the projections in order
 */
public record Place(int local, List<Step> steps) {

  /** Copies the list. */
  public Place {
    steps = List.copyOf(steps);
  }

  /** One projection. */
  public sealed interface Step {

    /** What the pointer points to. */
    record Deref() implements Step {}

    /**
     * A field.
     *
     * @param index its number in declaration order
     * @param type its type
     */
    record Field(int index, Type type) implements Step {}

    /** The fields of one variant of an enum. */
    record Downcast(String variant) implements Step {}

    /** The element at the index in a local. */
    record Index(int local) implements Step {}

    /** The elements from an index on up to another, which may count from the end. */
    record Subslice(long from, long to, boolean fromEnd) implements Step {}

    /** The element at a fixed index, counted from the front or from the end. */
    record ConstantIndex(long offset, boolean fromEnd) implements Step {}
  }
}
