package dev.fabula.machine;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The state of the Abstract Machine: its memory, and the calls that run. */
final class Machine {

  private final Memory memory;
  private final Types types;
  private final Allocation nothing =
      new Allocation(new Memory(0), Allocation.Kind.LOCAL, "nothing", 0, 1, 0);
  private long allocations;
  private @Nullable Races races;

  /**
   * Whether what is accessed is part of an atomic access, which is told to {@link Races} itself.
   */
  boolean isAtomic;

  @Nullable Frame frame;

  /** The story that runs, or that has called what runs. */
  @Nullable StoryCall storyCall;

  Machine(Memory memory, Types types) {
    this.memory = memory;
    this.types = types;
  }

  /** Looks for races from now on. */
  void races(Races finder) {
    if (races == null) {
      races = finder;
    }
  }

  /** What looks for races; null while there is one thread. */
  @Nullable Races races() {
    return races;
  }

  Memory memory() {
    return memory;
  }

  Types types() {
    return types;
  }

  /** The call that runs. */
  Frame frame() {
    Frame now = frame;
    if (now == null) {
      throw new IllegalStateException("nothing runs");
    }
    return now;
  }

  @Nullable Spot spot() {
    return frame == null ? null : frame().spot();
  }

  /** How many allocations were made so far. */
  long allocations() {
    return allocations;
  }

  Allocation allocate(Allocation.Kind kind, String name, int size, int align) {
    allocations++;
    Allocation allocation = new Allocation(memory, kind, name, size, align, allocations);
    Spot spot = spot();
    if (spot != null) {
      allocation.bornAt(spot);
    }
    Races finder = races;
    if (finder != null && kind != Allocation.Kind.STATIC) {
      finder.born(allocation);
    }
    return allocation;
  }

  /** The end of an allocation that nobody frees through a pointer. */
  void end(Allocation allocation, Spot spot) throws Halt {
    Races finder = races;
    if (finder != null) {
      finder.access(allocation, 0, allocation.size(), true);
    }
    BorrowTree tree = allocation.treeIfAny();
    if (tree != null) {
      kill(allocation, tree.root(), spot);
    }
    allocation.die(Optional.of(spot));
  }

  private static void kill(Allocation allocation, Tag by, Spot spot) throws Halt {
    BorrowTree tree = allocation.tree();
    try {
      tree.access(by, 0, allocation.size(), true, spot);
    } catch (Violation violation) {
      throw Blame.of(violation, "the end of " + allocation.name(), spot);
    }
    Optional<Tag> strong = tree.strong();
    if (strong.isPresent()) {
      throw Blame.outlived(allocation, strong.get());
    }
  }

  /** Frees an allocation through a pointer to its start. */
  void free(Place place, int size, int align) throws Halt {
    Place at = located(place, 1);
    Allocation allocation = at.allocation;
    if (allocation == null || allocation.kind() != Allocation.Kind.HEAP || at.offset != 0) {
      throw Halt.undefined("this frees what is no start of an allocation of the heap");
    }
    demandLive(allocation, "freed");
    if (allocation.size() != size || allocation.align() != align) {
      throw Halt.undefined(
          "this frees %d bytes aligned to %d, but %d bytes aligned to %d were allocated"
              .formatted(size, align, allocation.size(), allocation.align()));
    }
    demandStory(allocation, true);
    Races finder = races;
    if (finder != null) {
      finder.access(allocation, 0, allocation.size(), true);
    }
    kill(allocation, tag(at), frame().spot());
    allocation.die(Optional.of(frame().spot()));
  }

  private static void demandLive(Allocation allocation, String done) throws Halt {
    if (!allocation.isLive()) {
      throw Halt.undefined(
          allocation.name() + " is " + done + " after its end",
          List.of(
              new Ending.Remark("it is made here", allocation.born()),
              new Ending.Remark("it ends here", allocation.died())));
    }
  }

  /** The right that a place carries: for a variable by its name that of the allocation itself. */
  Tag tag(Place place) {
    Tag tag = place.tag;
    if (tag != null) {
      return tag;
    }
    Allocation allocation = place.allocation;
    if (allocation == null) {
      throw new IllegalStateException("a place of nothing");
    }
    return allocation.tree().root();
  }

  /** The pointer to a place. */
  Pointer pointer(Place place) {
    Allocation allocation = place.allocation;
    if (allocation == null) {
      return new Pointer(place.offset, place.tag, place.meta);
    }
    return new Pointer(allocation.base() + place.offset, tag(place), place.meta);
  }

  /** What a pointer points to. */
  static Place place(Pointer pointer) {
    Tag tag = pointer.tag();
    if (tag == null || tag.isWildcard()) {
      return new Place(null, pointer.address(), tag, pointer.meta(), 0);
    }
    Allocation allocation = tag.allocation();
    return new Place(allocation, pointer.address() - allocation.base(), tag, pointer.meta(), 0);
  }

  /** The place with its allocation; a wildcard's is found by its address. */
  Place located(Place place, int size) throws Halt {
    if (place.allocation != null) {
      return place;
    }
    Tag tag = place.tag;
    if (tag == null) {
      throw Halt.undefined(
          place.offset == 0
              ? "a null pointer is used to access memory"
              : "a pointer without provenance, to address 0x%x, is used to access memory"
                  .formatted(place.offset));
    }
    return Wildcards.resolve(memory, place, size);
  }

  /**
   * Demands that a range may be accessed.
   *
   * @return the place with its allocation
   */
  Place access(Place place, int size, boolean write) throws Halt {
    if (place.misaligned != 0) {
      throw Halt.undefined(
          "address 0x%x is accessed as something aligned to %d bytes"
              .formatted(place.address(), place.misaligned));
    }
    if (size == 0 && place.allocation == null) {
      return new Place(nothing, 0, null, place.meta, 0);
    }
    Place at = located(place, size);
    Allocation allocation = at.allocation;
    if (allocation == null) {
      throw new IllegalStateException("a place of nothing");
    }
    if (size == 0) {
      return at;
    }
    demandInside(allocation, at.offset, size);
    if (write && !allocation.isMutable()) {
      throw Halt.undefined("this writes to " + allocation.name() + ", which is immutable");
    }
    demandStory(allocation, write);
    Races finder = races;
    if (finder != null && !isAtomic) {
      finder.access(allocation, (int) at.offset, size, write);
    }
    BorrowTree tree = allocation.treeIfAny();
    if (tree != null) {
      access(tree, at, size, write);
    }
    return at;
  }

  private void access(BorrowTree tree, Place at, int size, boolean write) throws Halt {
    int from = (int) at.offset;
    try {
      tree.access(tag(at), from, from + size, write, frame == null ? null : frame().spot());
    } catch (Violation violation) {
      throw Blame.of(violation, write ? "this write" : "this read", frame().spot());
    }
  }

  /** Demands that a range is not of memory that nobody may write to. */
  void demandWritable(Place place, int size) throws Halt {
    Allocation allocation = access(place, size, false).allocation;
    if (allocation != null && !allocation.isMutable()) {
      throw Halt.undefined("this writes to " + allocation.name() + ", which is immutable");
    }
  }

  /** Demands that a range is inside of a live allocation. */
  void demandInside(Allocation allocation, long offset, long size) throws Halt {
    demandLive(allocation, "accessed");
    Allocation.Kind kind = allocation.kind();
    if (kind == Allocation.Kind.FUNCTION || kind == Allocation.Kind.VTABLE) {
      throw Halt.undefined(allocation.name() + " is accessed as memory");
    }
    if (offset < 0 || offset + size > allocation.size()) {
      throw Halt.undefined(
          "an access of %d bytes at offset %d of %s, which has %d bytes, is out of bounds"
              .formatted(size, offset, allocation.name(), allocation.size()),
          List.of(new Ending.Remark("it is made here", allocation.born())));
    }
  }

  /** Demands that a reference may lead to a range. */
  void demandReferable(Allocation allocation, long offset, long size, String type) throws Halt {
    if (!allocation.isLive()) {
      throw Halt.undefined(
          "a reference of type %s leads to %s, which is not there any more"
              .formatted(type, allocation.name()),
          List.of(
              new Ending.Remark("it is made here", allocation.born()),
              new Ending.Remark("it ends here", allocation.died())));
    }
    if (offset < 0 || offset + size > allocation.size()) {
      throw Halt.undefined(
          "a reference of type %s leads to %d bytes at offset %d of %s, which has %d bytes"
              .formatted(type, size, offset, allocation.name(), allocation.size()),
          List.of(new Ending.Remark("it is made here", allocation.born())));
    }
  }

  /** What the options of a site forbid to its story. */
  void demandStory(Allocation allocation, boolean write) throws Halt {
    Frame now = frame;
    if (now == null || storyCall == null || allocation.serial() > storyCall.since()) {
      return;
    }
    StoryOptions.demand(storyCall, allocation, write);
  }

  /** The last access of an argument, when its function ends. */
  void finish(Tag tag, Spot spot) throws Halt {
    try {
      tag.of().finish(tag, spot);
    } catch (Violation violation) {
      throw Blame.of(violation, "the end of a function that was given this reference", spot);
    }
  }

  private boolean crowded;

  /** Whether some allocation has so many references that one should look which are in use. */
  boolean isCrowded() {
    return crowded;
  }

  void noteCrowd(BorrowTree tree) {
    crowded |= tree.isCrowded();
  }

  /** Forgets references that nobody can use any more. */
  void collect(Threads threads) {
    crowded = false;
    for (Allocation allocation : memory.all()) {
      BorrowTree tree = allocation.treeIfAny();
      if (tree != null) {
        tree.tags().forEach(t -> t.live = false);
      }
    }
    memory.all().forEach(Allocation::markLive);
    for (Frame at = frame; at != null; at = at.caller) {
      at.markLive();
    }
    threads.markLive();
    for (Allocation allocation : memory.all()) {
      BorrowTree tree = allocation.treeIfAny();
      if (tree != null) {
        tree.sweep();
      }
    }
  }

  // Numbers and pointers in memory

  /** The bits of a number of up to 8 bytes at a place. */
  long bits(Place place, int size) throws Halt {
    Place at = access(place, size, false);
    return bitsAt(at, size);
  }

  static long bitsAt(Place at, int size) throws Halt {
    Allocation allocation = at.allocation;
    if (allocation == null) {
      throw new IllegalStateException("a place of nothing");
    }
    int offset = (int) at.offset;
    if (!allocation.isInitialised(offset, size)) {
      throw Halt.undefined(
          "uninitialised memory of " + allocation.name() + " is read",
          List.of(new Ending.Remark("it is made here", allocation.born())));
    }
    return allocation.bits(offset, size);
  }

  void setBits(Place place, int size, long value) throws Halt {
    Place at = access(place, size, true);
    Allocation allocation = at.allocation;
    if (allocation != null) {
      allocation.setBits((int) at.offset, size, value);
    }
  }

  /** The pointer that lies at a place. */
  Pointer load(Place place, boolean wide) throws Halt {
    return loadAt(access(place, wide ? 16 : 8, false), wide);
  }

  static Pointer loadAt(Place at, boolean wide) throws Halt {
    long address = bitsAt(at, 8);
    long meta = wide ? bitsAt(at.plus(8), 8) : 0;
    Allocation allocation = at.allocation;
    Tag tag = allocation == null ? null : allocation.tag((int) at.offset);
    return new Pointer(address, tag, meta);
  }

  void store(Place place, Pointer pointer, boolean wide) throws Halt {
    storeAt(access(place, wide ? 16 : 8, true), pointer, wide);
  }

  static void storeAt(Place at, Pointer pointer, boolean wide) {
    Allocation allocation = at.allocation;
    if (allocation == null) {
      throw new IllegalStateException("a place of nothing");
    }
    allocation.setPointer((int) at.offset, pointer.address(), pointer.tag());
    if (wide) {
      allocation.setBits((int) at.offset + 8, 8, pointer.meta());
    }
  }
}
