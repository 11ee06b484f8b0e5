package dev.fabula.machine;

import java.util.List;
import java.util.Optional;

/** Pointers that were made of integers: they have the right of some exposed pointer. */
final class Wildcards {

  private Wildcards() {}

  /**
   * The place with the one exposed right that it can have.
   *
   * @throws Halt if there is none, or if it is not certain which
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
    if (exposed.size() > 1) {
      throw Halt.unknown("an access by an exposed address that may come from several references");
    }
    Allocation allocation = found.get();
    return new Place(
        allocation,
        place.offset - allocation.base(),
        exposed.getFirst(),
        place.meta,
        place.misaligned);
  }
}
