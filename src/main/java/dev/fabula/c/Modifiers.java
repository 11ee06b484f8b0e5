package dev.fabula.c;

import dev.fabula.asm.Architecture;

/** Letters between the percent sign and the operand that we print as GCC does. */
final class Modifiers {

  /** What GCC knows on every architecture (GCC manual, 6.11.2.7). */
  private static final String GENERIC = "acnl";

  private Modifiers() {}

  /** Demands that a letter is known (GCC manual, 6.11.2.8 and following; GCC's print_operand). */
  static void demand(Architecture architecture, char letter) throws Fault {
    String own =
        switch (architecture) {
          case X86, X86_64 -> "AbhwkqxtgpPHVzBWLSQT";
          case AARCH64, ARM64EC -> "wxbhsdq";
          case ARM -> "PqefBm";
          case RISCV32, RISCV64 -> "zi";
          case LOONGARCH32, LOONGARCH64, S390X, POWERPC, POWERPC64 -> "";
        };
    if (GENERIC.indexOf(letter) < 0 && own.indexOf(letter) < 0) {
      throw new Fault("the modifier `" + letter + "` is not known on " + architecture.rustName());
    }
  }
}
