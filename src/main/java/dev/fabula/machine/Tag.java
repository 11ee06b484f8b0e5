package dev.fabula.machine;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A reference as a node of a borrow tree: what a pointer's right to access comes from. */
final class Tag {

  /** Where a pointer is from that was made of an exposed address. */
  static final Tag WILDCARD = new Tag();

  /** How long a reference lasts at least. */
  enum Guard {
    /** Not at all. */
    NONE,
    /** What it points to may be freed while the function runs that was given it. */
    WEAK,
    /** Till the function ends that was given it. */
    STRONG
  }

  /** An event of a reference's life: what took a right from it. */
  record Loss(Permission now, boolean write, Optional<Spot> spot) {}

  final @Nullable Tag parent;
  final @Nullable BorrowTree tree;
  final ByteStates states;
  final Origin origin;
  Guard guard = Guard.NONE;
  boolean exposed;
  int children;

  /** How many references to its allocation were made before it. */
  long number;

  long seen;
  boolean live;
  @Nullable Loss loss;

  private Tag() {
    this.parent = null;
    this.tree = null;
    this.states = new ByteStates(0, (byte) 0);
    this.origin = new Origin("an exposed address", Optional.empty());
  }

  Tag(BorrowTree tree, @Nullable Tag parent, ByteStates states, Origin origin) {
    this.tree = tree;
    this.parent = parent;
    this.states = states;
    this.origin = origin;
  }

  /**
   * Where a reference comes from.
   *
   * @param what it is, with its article
   * @param spot where it was made
   */
  record Origin(String what, Optional<Spot> spot) {
    private static final String IN_PLACE = "passed in place";

    /** What a function gets as its own place. */
    static Origin inPlace(Spot spot) {
      return new Origin(IN_PLACE, Optional.of(spot));
    }

    boolean isInPlace() {
      return what.equals(IN_PLACE);
    }
  }

  /** The allocation that it leads to. */
  Allocation allocation() {
    return of().allocation();
  }

  BorrowTree of() {
    if (tree == null) {
      throw new IllegalStateException("a wildcard has no tree");
    }
    return tree;
  }

  boolean isWildcard() {
    return tree == null;
  }

  boolean isGuarded() {
    return guard != Guard.NONE;
  }

  /** Whether another is this or was borrowed from it. */
  boolean isAbove(Tag other) {
    for (Tag at = other; at != null; at = at.parent) {
      if (at == this) {
        return true;
      }
    }
    return false;
  }
}
