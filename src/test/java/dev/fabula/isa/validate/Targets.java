package dev.fabula.isa.validate;

import java.util.List;

/** All targets by their names. */
final class Targets {

  private Targets() {}

  /** In the order in which they are run. */
  static List<String> names() {
    return List.of("x86_64", "i386");
  }

  /** The target of a name. */
  static Target of(String name) {
    return switch (name) {
      case "x86_64" -> new X86Target(true);
      case "i386" -> new X86Target(false);
      default -> throw new IllegalArgumentException(name);
    };
  }
}
