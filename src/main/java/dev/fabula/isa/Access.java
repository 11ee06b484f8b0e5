package dev.fabula.isa;

/**
 * What kind of memory access an instruction makes.
 *
 * @param bytes how many bytes
 * @param order its ordering
 * @param kind what it is for
 */
public record Access(int bytes, Order order, Kind kind) {

  /** Ordering of an access against others. */
  public enum Order {
    /** No more than the architecture's own order. */
    PLAIN,
    /** Load-acquire. */
    ACQUIRE,
    /** Store-release. */
    RELEASE,
    /** Acquire and release, or sequentially consistent. */
    SEQUENTIAL,
    /** Non-temporal (streaming). */
    NON_TEMPORAL
  }

  /** What an access is for. */
  public enum Kind {
    /** A load or store of data by address. */
    DATA,
    /** Push, pop, call or return: by the stack pointer. */
    STACK,
    /** Half of an atomic read-modify-write. */
    ATOMIC,
    /** Half of a load-linked/store-conditional pair. */
    EXCLUSIVE
  }

  /** A plain data access. */
  public static Access data(int bytes) {
    return new Access(bytes, Order.PLAIN, Kind.DATA);
  }

  /** A plain access by the stack pointer. */
  public static Access stack(int bytes) {
    return new Access(bytes, Order.PLAIN, Kind.STACK);
  }

  /** Half of an atomic read-modify-write. */
  public static Access atomic(int bytes, Order order) {
    return new Access(bytes, order, Kind.ATOMIC);
  }
}
