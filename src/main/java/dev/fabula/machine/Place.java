package dev.fabula.machine;

import org.jspecify.annotations.Nullable;

/** A place in memory, which may be one that nothing is at. */
final class Place {

  /** What it lies in; null if that is found only by its address. */
  final @Nullable Allocation allocation;

  /** The distance from the allocation's start, or the address if there is none. */
  final long offset;

  /** The right to access it; null for a variable by its name, or for none at all. */
  final @Nullable Tag tag;

  /** The length of a slice, or the address of a vtable. */
  final long meta;

  /** The alignment that the pointer to it lacks; 0 if none. */
  final int misaligned;

  Place(
      @Nullable Allocation allocation, long offset, @Nullable Tag tag, long meta, int misaligned) {
    this.allocation = allocation;
    this.offset = offset;
    this.tag = tag;
    this.meta = meta;
    this.misaligned = misaligned;
  }

  /** The start of an allocation. */
  static Place of(Allocation allocation) {
    return new Place(allocation, 0, null, 0, 0);
  }

  /** A place at a distance. */
  Place plus(long distance) {
    return distance == 0 ? this : new Place(allocation, offset + distance, tag, meta, misaligned);
  }

  Place withMeta(long other) {
    return new Place(allocation, offset, tag, other, misaligned);
  }

  /** Its address. */
  long address() {
    return allocation == null ? offset : allocation.base() + offset;
  }
}
