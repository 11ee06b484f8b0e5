package dev.fabula.check.rules;

import dev.fabula.isa.Location;

/** Names of registers as messages use them. */
final class Registers {

  private Registers() {}

  /** The usual name: x87 and MMX registers go by their stack, vectors by their common name. */
  static String display(Location location) {
    return switch (location.kind()) {
      case X87 -> "the x87 stack";
      case VECTOR -> location.name().replaceFirst("^zmm", "xmm");
      case GENERAL, MASK, CONDITION, STACK_POINTER, FLAG, DIRECTION, CONTROL, SYSTEM, ZERO ->
          location.name();
    };
  }
}
