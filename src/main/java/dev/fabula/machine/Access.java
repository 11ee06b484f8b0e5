package dev.fabula.machine;

/** How a node of a borrow tree sees an access: who makes it, and whether it writes. */
enum Access {
  /** A read through the node or what was borrowed from it. */
  LOCAL_READ,
  /** A write through the node or what was borrowed from it. */
  LOCAL_WRITE,
  /** A read by way of another. */
  FOREIGN_READ,
  /** A write by way of another. */
  FOREIGN_WRITE;

  static Access of(boolean local, boolean write) {
    return local ? (write ? LOCAL_WRITE : LOCAL_READ) : (write ? FOREIGN_WRITE : FOREIGN_READ);
  }

  boolean isLocal() {
    return this == LOCAL_READ || this == LOCAL_WRITE;
  }

  boolean writes() {
    return this == LOCAL_WRITE || this == FOREIGN_WRITE;
  }

  /** One of four, in the order of the constants. */
  <T> T of(T localRead, T localWrite, T foreignRead, T foreignWrite) {
    return switch (this) {
      case LOCAL_READ -> localRead;
      case LOCAL_WRITE -> localWrite;
      case FOREIGN_READ -> foreignRead;
      case FOREIGN_WRITE -> foreignWrite;
    };
  }
}
