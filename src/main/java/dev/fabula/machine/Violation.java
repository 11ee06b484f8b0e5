package dev.fabula.machine;

import java.io.Serial;

/** An access that a reference forbids. */
final class Violation extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  private final transient Tag tag;
  private final transient Tag by;
  private final transient Access access;
  private final transient Permission had;
  private final int offset;

  /**
   * A violation.
   *
   * @param tag the reference that forbids it
   * @param by the reference through which it is made
   * @param access how the first sees it
   * @param had what the first might do with the byte
   * @param offset the byte in the allocation
   */
  Violation(Tag tag, Tag by, Access access, Permission had, int offset) {
    super("a borrow is violated", null, false, false);
    this.tag = tag;
    this.by = by;
    this.access = access;
    this.had = had;
    this.offset = offset;
  }

  Tag tag() {
    return tag;
  }

  Tag by() {
    return by;
  }

  Access access() {
    return access;
  }

  Permission had() {
    return had;
  }

  int offset() {
    return offset;
  }
}
