package dev.fabula.rust;

/** Why a macro call cannot be expanded; it never leaves this package. */
final class Unexpandable extends Exception {
  private static final long serialVersionUID = 1L;

  /** A reason as a clause without capital or full stop. */
  Unexpandable(String reason) {
    super(reason, null, false, false);
  }

  /** The reason. */
  String reason() {
    return String.valueOf(getMessage());
  }
}
