package dev.fabula.rust;

/** A truth value that may be unknown. */
enum Truth {
  FALSE,
  UNKNOWN,
  TRUE;

  /** The truth value of a known fact. */
  static Truth of(boolean fact) {
    return fact ? TRUE : FALSE;
  }

  /** Both. */
  Truth and(Truth other) {
    return compareTo(other) < 0 ? this : other;
  }

  /** At least one. */
  Truth or(Truth other) {
    return compareTo(other) > 0 ? this : other;
  }

  /** The opposite. */
  Truth not() {
    return switch (this) {
      case FALSE -> TRUE;
      case UNKNOWN -> UNKNOWN;
      case TRUE -> FALSE;
    };
  }
}
