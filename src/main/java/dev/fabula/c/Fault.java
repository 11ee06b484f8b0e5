package dev.fabula.c;

import dev.fabula.site.Found.Reason;

/** Something that ends the reading of one statement; it never leaves this package. */
final class Fault extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Reason reason;

  /** A fault with its reason. */
  Fault(Reason reason) {
    super(reason.text(), null, false, false);
    this.reason = reason;
  }

  /** A fault with its reason as a clause. */
  Fault(String reason) {
    this(new Reason.Other(reason));
  }

  /** Why the statement cannot be read. */
  Reason reason() {
    return reason;
  }
}
