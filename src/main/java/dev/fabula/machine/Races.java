package dev.fabula.machine;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds accesses of two threads to one byte of which neither has happened before the other, one
 * writes, and one is not atomic: by vector clocks, in the manner of FastTrack (Flanagan, Freund,
 * PLDI 2009).
 */
final class Races {

  /** Who accessed a byte since its last plain write, which has happened before all of them. */
  private static final class Stamp {
    int writer;
    long written;
    Clock read = new Clock();
    @Nullable Atomic atomic;
    @Nullable Spot writeSpot;
    @Nullable Spot readSpot;
  }

  /** The atomic accesses of a byte. */
  private static final class Atomic {
    final Clock read = new Clock();
    final Clock written = new Clock();
    Clock given = new Clock();

    /** How many bytes each accessed; 0 if reads of several sizes did. */
    int size;

    @Nullable Spot spot;
  }

  private final Machine machine;
  private final Threads threads;

  Races(Machine machine, Threads threads) {
    this.machine = machine;
    this.threads = threads;
  }

  private static Stamp[] stamps(Allocation allocation) {
    Object known = allocation.stamps();
    if (known instanceof Stamp[] stamps) {
      return stamps;
    }
    Stamp[] fresh = new Stamp[allocation.size()];
    allocation.setStamps(fresh);
    return fresh;
  }

  private static Stamp stamp(Stamp[] stamps, int at) {
    Stamp known = stamps[at];
    if (known == null) {
      known = new Stamp();
      stamps[at] = known;
    }
    return known;
  }

  private @Nullable Spot spot() {
    return machine.spot();
  }

  /** The memory of a fresh allocation is written by its thread. */
  void born(Allocation allocation) {
    Strand self = threads.now();
    Stamp[] stamps = stamps(allocation);
    for (int i = 0; i < stamps.length; i++) {
      Stamp stamp = stamp(stamps, i);
      stamp.writer = self.number;
      stamp.written = self.clock.of(self.number);
      stamp.writeSpot = spot();
    }
  }

  /** A plain access. */
  void access(Allocation allocation, int from, int size, boolean write) throws Halt {
    Stamp[] stamps = stamps(allocation);
    for (int i = from; i < from + size; i++) {
      Stamp stamp = stamp(stamps, i);
      if (write) {
        write(stamp, allocation);
      } else {
        read(stamp, allocation);
      }
    }
  }

  private void read(Stamp stamp, Allocation allocation) throws Halt {
    Strand self = threads.now();
    demandWritten(stamp, allocation, "a read");
    Atomic atomic = stamp.atomic;
    if (atomic != null && !atomic.written.isBefore(self.clock)) {
      throw race(allocation, "a read", "an atomic write", atomic.spot);
    }
    stamp.read.set(self.number, self.clock.of(self.number));
    stamp.readSpot = spot();
  }

  private void write(Stamp stamp, Allocation allocation) throws Halt {
    Strand self = threads.now();
    demandWritten(stamp, allocation, "a write");
    demandRead(stamp, allocation, "a write");
    Atomic atomic = stamp.atomic;
    if (atomic != null) {
      boolean before = atomic.written.isBefore(self.clock) && atomic.read.isBefore(self.clock);
      if (!before) {
        throw race(allocation, "a write", "an atomic access", atomic.spot);
      }
    }
    stamp.writer = self.number;
    stamp.written = self.clock.of(self.number);
    stamp.writeSpot = spot();
    stamp.read = new Clock();
    stamp.atomic = null;
  }

  private void demandWritten(Stamp stamp, Allocation allocation, String what) throws Halt {
    if (stamp.written > threads.now().clock.of(stamp.writer)) {
      throw race(allocation, what, "a write", stamp.writeSpot);
    }
  }

  private void demandRead(Stamp stamp, Allocation allocation, String what) throws Halt {
    if (!stamp.read.isBefore(threads.now().clock)) {
      throw race(allocation, what, "a read", stamp.readSpot);
    }
  }

  /** An atomic access; what it synchronises with is told by {@link #load} and {@link #store}. */
  void atomic(Place at, int size, boolean read, boolean write) throws Halt {
    Allocation allocation = at.allocation;
    if (allocation == null) {
      return;
    }
    Stamp[] stamps = stamps(allocation);
    for (int i = (int) at.offset; i < at.offset + size; i++) {
      atomic(stamp(stamps, i), allocation, size, read, write);
    }
  }

  private void atomic(Stamp stamp, Allocation allocation, int size, boolean read, boolean write)
      throws Halt {
    Strand self = threads.now();
    String what = write ? "an atomic write" : "an atomic read";
    Atomic atomic = stamp.atomic;
    if (atomic == null) {
      atomic = new Atomic();
      atomic.size = size;
      stamp.atomic = atomic;
    }
    if (atomic.size != size) {
      resize(atomic, size, write, allocation, what);
    }
    demandWritten(stamp, allocation, what);
    if (write) {
      demandRead(stamp, allocation, what);
      atomic.written.set(self.number, self.clock.of(self.number));
    }
    if (read) {
      atomic.read.set(self.number, self.clock.of(self.number));
    }
    atomic.spot = spot();
  }

  /** Accesses of several sizes must be ordered, unless all of them read. */
  private void resize(Atomic atomic, int size, boolean write, Allocation allocation, String what)
      throws Halt {
    Clock clock = threads.now().clock;
    boolean written = atomic.written.isBefore(clock);
    if (written && atomic.read.isBefore(clock)) {
      atomic.size = size;
    } else if (written && !write) {
      atomic.size = 0;
    } else {
      throw race(allocation, what, "an atomic access of another size", atomic.spot);
    }
  }

  /** What a load takes of what was stored. */
  void load(Place at, Order order) {
    Atomic atomic = first(at);
    if (atomic != null) {
      Strand self = threads.now();
      (order.acquires() ? self.clock : self.acquired).join(atomic.given);
    }
  }

  /**
   * What a store gives to those who load it.
   *
   * @param exchange whether it is part of an operation that reads, too, which keeps what was given
   */
  void store(Place at, Order order, boolean exchange) {
    Atomic atomic = first(at);
    if (atomic == null) {
      return;
    }
    Strand self = threads.now();
    Clock given = order.releases() ? self.clock.copy() : self.released.copy();
    if (exchange) {
      given.join(atomic.given);
    }
    atomic.given = given;
    if (order.releases()) {
      self.tick();
    }
  }

  private static @Nullable Atomic first(Place at) {
    Allocation allocation = at.allocation;
    return allocation == null ? null : stamp(stamps(allocation), (int) at.offset).atomic;
  }

  /** A fence. */
  void fence(Order order) {
    Strand self = threads.now();
    if (order.acquires()) {
      self.clock.join(self.acquired);
    }
    if (order.releases()) {
      self.released = self.clock.copy();
      self.tick();
    }
  }

  private static Halt race(
      Allocation allocation, String what, String other, @Nullable Spot otherSpot) {
    return Halt.undefined(
        "a data race: %s of %s and %s by another thread are in no order"
            .formatted(what, allocation.name(), other),
        List.of(
            new Ending.Remark(
                "%s by another thread is here".formatted(other), Optional.ofNullable(otherSpot))));
  }

  /** The orders of atomic accesses. */
  enum Order {
    RELAXED,
    ACQUIRE,
    RELEASE,
    BOTH;

    /** By the last part of its path. */
    static Order of(String name) throws Halt {
      return switch (name) {
        case "Relaxed" -> RELAXED;
        case "Acquire" -> ACQUIRE;
        case "Release" -> RELEASE;
        case "AcqRel", "SeqCst" -> BOTH;
        default -> throw Halt.unknown("the atomic ordering `" + name + "`");
      };
    }

    boolean acquires() {
      return this == ACQUIRE || this == BOTH;
    }

    boolean releases() {
      return this == RELEASE || this == BOTH;
    }
  }
}
