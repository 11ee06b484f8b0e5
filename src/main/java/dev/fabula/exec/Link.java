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
      case LOONGARCH32, LOONGARCH64 -> Optional.of("r1");
      case S390X -> Optional.of("r14");
      case POWERPC, POWERPC64 -> Optional.of("lr");
      case X86, X86_64 -> Optional.empty();
    };
  }
}
