package dev.fabula.machine;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.LongFunction;

/** All allocations that have an address. */
final class Memory {

  private static final long START = 0x10_0000L;

  private final Random random;
  private final TreeMap<Long, Allocation> placed = new TreeMap<>(Long::compareUnsigned);
  private long next = START;

  /** An empty memory whose addresses depend on a seed. */
  Memory(long seed) {
    this.random = new Random(seed);
  }

  /** An address for an allocation: no two have the same, and none leads into another. */
  long place(Allocation allocation, int align) {
    long gap = 1L + random.nextInt(32);
    long address = (next + gap + align - 1) & -align;
    next = address + Math.max(1, allocation.size());
    placed.put(address, allocation);
    return address;
  }

  /** Puts an allocation at an address of somebody's choice, if that is free. */
  boolean placeAt(Allocation allocation, long address) {
    long end = address + Math.max(1, allocation.size());
    Map.Entry<Long, Allocation> below = placed.lowerEntry(end);
    if (below != null && below.getKey() + Math.max(1, below.getValue().size()) > address) {
      return false;
    }
    allocation.setBase(address);
    placed.put(address, allocation);
    if (Long.compareUnsigned(address, next) >= 0) {
      next = Math.max(next, end);
    }
    return true;
  }

  void forget(Allocation allocation) {
    if (allocation.hasAddress()) {
      placed.remove(allocation.base());
    }
  }

  /** The allocation that an address lies in, the one behind its last byte included. */
  Optional<Allocation> at(long address) {
    return Optional.ofNullable(placed.floorEntry(address))
        .map(Map.Entry::getValue)
        .filter(a -> address - a.base() <= a.size());
  }

  Collection<Allocation> all() {
    return placed.values();
  }

  /** The value for an address, if there is an allocation that starts there. */
  <T> Optional<T> starting(long address, LongFunction<Optional<T>> value) {
    return placed.containsKey(address) ? value.apply(address) : Optional.empty();
  }

  long random() {
    return random.nextLong();
  }
}
