package dev.fabula.machine;

/**
 * What a reference may do with a byte, and what an access makes of it: the tables of Tree Borrows
 * (Villani, Hostert, Dreyer, Jung, PLDI 2025), in the form of MiniRust.
 */
enum Permission {
  /** All, for the byte is inside of an {@code UnsafeCell} behind a shared reference. */
  CELL,
  /** Reading, and writing at first use; foreign writes do no harm for it is interior mutable. */
  RESERVED_IM,
  /** Reading, and writing at first use. */
  RESERVED,
  /** Reading: while it is an argument, another has read what it was reserved for. */
  CONFLICTED,
  /** Reading and writing, as nobody else. */
  UNIQUE,
  /** Reading. */
  FROZEN,
  /** Nothing. */
  DISABLED,
  /** Undefined behaviour. */
  FORBIDDEN;

  /** The permission after an access while no function that was given the reference runs. */
  Permission unprotected(Access access) {
    return switch (this) {
      //                            local read   local write  foreign read foreign write
      case CELL -> access.of(CELL, CELL, CELL, CELL);
      case RESERVED_IM -> access.of(RESERVED_IM, UNIQUE, RESERVED_IM, RESERVED_IM);
      case RESERVED, CONFLICTED -> access.of(RESERVED, UNIQUE, RESERVED, DISABLED);
      case UNIQUE -> access.of(UNIQUE, UNIQUE, FROZEN, DISABLED);
      case FROZEN -> access.of(FROZEN, FORBIDDEN, FROZEN, DISABLED);
      case DISABLED, FORBIDDEN -> access.of(FORBIDDEN, FORBIDDEN, DISABLED, DISABLED);
    };
  }

  /**
   * The permission after an access while a function that was given the reference runs.
   *
   * @param touched whether the byte was accessed through the reference since it exists
   */
  Permission guarded(Access access, boolean touched) {
    Permission lost = touched ? FORBIDDEN : DISABLED;
    return switch (this) {
      //                            local read   local write  foreign read foreign write
      case CELL -> access.of(CELL, CELL, CELL, CELL);
      case RESERVED -> access.of(RESERVED, UNIQUE, CONFLICTED, lost);
      case CONFLICTED -> access.of(CONFLICTED, FORBIDDEN, CONFLICTED, lost);
      case UNIQUE -> access.of(UNIQUE, UNIQUE, FORBIDDEN, FORBIDDEN);
      case FROZEN -> access.of(FROZEN, FORBIDDEN, FROZEN, lost);
      case DISABLED, FORBIDDEN -> access.of(FORBIDDEN, FORBIDDEN, DISABLED, DISABLED);
      case RESERVED_IM -> throw new IllegalStateException("an argument is never " + this);
    };
  }

  /** The permission in words that follow "is". */
  String words() {
    return switch (this) {
      case CELL -> "shared and interior mutable";
      case RESERVED_IM, RESERVED -> "reserved for writing";
      case CONFLICTED -> "read-only, since another has read while its function runs";
      case UNIQUE -> "unique";
      case FROZEN -> "frozen: it may only read";
      case DISABLED -> "disabled: it may neither read nor write";
      case FORBIDDEN -> "forbidden";
    };
  }
}
