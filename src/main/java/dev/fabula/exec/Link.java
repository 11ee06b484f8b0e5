package dev.fabula.exec;

import dev.fabula.asm.Architecture;
import java.util.Optional;

/** The register in which a function finds the address that it has to return to. */
public final class Link {

  private Link() {}

  /** Its location's name; empty where calls put the address on the stack. */
  public static Optional<String> of(Architecture architecture) {
    return switch (architecture) {
      case AARCH64, ARM64EC -> Optional.of("x30");
      case ARM -> Optional.of("r14");
      case RISCV32, RISCV64 -> Optional.of("x1");
      case X86, X86_64, LOONGARCH32, LOONGARCH64, S390X, POWERPC, POWERPC64 -> Optional.empty();
    };
  }
}
