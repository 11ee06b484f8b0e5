package dev.fabula.machine;

import java.util.List;
import java.util.Optional;

/** Pointers that were made of integers: they have the right of some exposed pointer. */
final class Wildcards {

  private Wildcards() {}

  /**
   * The place with the one exposed right that it can have, or with that of any of several.
   *
   * @throws Halt if there is none
   */
  static Place resolve(Memory memory, Place place, int size) throws Halt {
    Optional<Allocation> found =
        memory.at(place.offset).filter(a -> place.offset - a.base() + size <= a.size());
    List<Tag> exposed = found.map(Allocation::treeIfAny).map(BorrowTree::exposed).orElse(List.of());
    if (exposed.isEmpty()) {
      throw Halt.undefined(
          "a pointer made of the integer 0x%x is used, but no pointer to what is there was exposed"
              .formatted(place.offset));
    }
    Allocation allocation = found.get();
    return new Place(
        allocation,
        place.offset - allocation.base(),
        exposed.size() == 1 ? exposed.getFirst() : Tag.WILDCARD,
        place.meta,
        place.misaligned);
  }
}
