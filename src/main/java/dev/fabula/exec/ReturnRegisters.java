package dev.fabula.exec;

import dev.fabula.asm.Architecture;
import java.util.Optional;
import java.util.Set;

/** The registers in which functions of the usual calling conventions return values. */
public final class ReturnRegisters {

  private ReturnRegisters() {}

  /**
   * Names of the locations (System V ABI x86-64 3.2.3 and i386; AAPCS64 6.9; AAPCS32 6.4; RISC-V
   * calling convention; s390x ELF ABI, 1.2.5; Power ELF V2 ABI, 2.2.5).
   */
  static Set<String> of(Architecture architecture) {
    return switch (architecture) {
      case X86_64 -> Set.of("rax", "rdx", "zmm0", "zmm1");
      case X86 -> Set.of("eax", "edx");
      case AARCH64, ARM64EC ->
          Set.of("x0", "x1", "x2", "x3", "x4", "x5", "x6", "x7", "v0", "v1", "v2", "v3");
      case ARM -> Set.of("r0", "r1", "r2", "r3");
      case RISCV32, RISCV64 -> Set.of("x10", "x11", "f10", "f11");
      case LOONGARCH32, LOONGARCH64 -> Set.of("r4", "r5", "f0", "f1");
      case S390X -> Set.of("r2", "v0", "v24");
      case POWERPC, POWERPC64 ->
          Set.of("r3", "r4", "vs1", "vs2", "vs3", "vs4", "vs5", "vs6", "vs7", "vs8", "vs34");
    };
  }

  /** The name of the location of an integer or pointer that fits into one register. */
  public static Optional<String> ofWord(Architecture architecture) {
    return switch (architecture) {
      case X86_64 -> Optional.of("rax");
      case X86 -> Optional.of("eax");
      case AARCH64, ARM64EC -> Optional.of("x0");
      case ARM -> Optional.of("r0");
      case RISCV32, RISCV64 -> Optional.of("x10");
      case LOONGARCH32, LOONGARCH64 -> Optional.of("r4");
      case S390X -> Optional.of("r2");
      case POWERPC, POWERPC64 -> Optional.of("r3");
    };
  }
}
