package dev.fabula.mir;

import dev.fabula.term.Term;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * An access of a story to memory that is not its own, or a fence.
 *
 * @param kind what it does
 * @param when the condition under which it happens, beside those of its outcome
 * @param address where it starts; the zero constant for a fence
 * @param bytes how many bytes; 0 for a sweep whose extent is no constant
 * @param order its ordering
 * @param value what was loaded or stored; empty for a sweep or fence
 */
public record MemoryEvent(
    Kind kind, Term when, Term address, int bytes, Order order, Optional<Term> value) {

  /** The same with another form of each term. */
  public MemoryEvent with(UnaryOperator<Term> change) {
    return new MemoryEvent(
        kind, change.apply(when), change.apply(address), bytes, order, value.map(change));
  }

  /** What an event does. */
  public enum Kind {
    /** A load. */
    READ,
    /** A store. */
    WRITE,
    /** An atomic read and write in one. */
    UPDATE,
    /** A fence between threads. */
    FENCE,
    /** A fence for the compiler alone. */
    COMPILER_FENCE,
    /** Waits for what was to be stored later. */
    WAIT,
    /** An allocation begins, of a size that is its value. */
    ALLOCATE,
    /** An allocation ends, of a size that is its value. */
    FREE,
    /** A call of the system; its value is its number and arguments, the number in the high bits. */
    SYSTEM,
    /** Code of another kind runs here, whose accesses follow; its number is in place of bytes. */
    FOREIGN
  }

  /** The ordering of an event. */
  public enum Order {
    /** Not atomic. */
    PLAIN,
    /** By another thread at some time before that is waited for. */
    LATER,
    /** Volatile: happens exactly as told. */
    VOLATILE,
    /** Atomic without order. */
    RELAXED,
    /** Atomic, acquire. */
    ACQUIRE,
    /** Atomic, release. */
    RELEASE,
    /** Atomic, both. */
    ACQUIRE_RELEASE,
    /** Atomic, sequentially consistent. */
    SEQUENTIAL;

    /** Whether it is of one thread alone, or of another that is waited for. */
    public boolean isPrivate() {
      return this == PLAIN || this == LATER;
    }

    /** Whether what comes later may not happen before a load of this order. */
    public boolean acquires() {
      return this == ACQUIRE || this == ACQUIRE_RELEASE || this == SEQUENTIAL;
    }

    /** Whether other threads may see it happen. */
    public boolean isAtomic() {
      return compareTo(RELAXED) >= 0;
    }
  }
}
