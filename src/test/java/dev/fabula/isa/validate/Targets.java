package dev.fabula.isa.validate;

import java.util.List;

/** All targets by their names. */
final class Targets {

  private Targets() {}

  /** In the order in which they are run. */
  static List<String> names() {
    return List.of("x86_64", "aarch64", "riscv64", "riscv32", "arm", "thumb", "i386");
  }

  /** The target of a name. */
  static Target of(String name) {
    return switch (name) {
      case "x86_64" -> new X86Target(true);
      case "aarch64" -> new A64Target();
      case "riscv64" -> new RiscVTarget(64);
      case "riscv32" -> new RiscVTarget(32);
      case "arm" -> new ArmTarget(false);
      case "thumb" -> new ArmTarget(true);
      case "i386" -> new X86Target(false);
      default -> throw new IllegalArgumentException(name);
    };
  }
}
