package dev.fabula.exec;

import dev.fabula.asm.Architecture;
import dev.fabula.isa.InstructionSet;
import dev.fabula.isa.aarch64.A64;
import dev.fabula.isa.arm.Arm;
import dev.fabula.isa.riscv.RiscV;
import dev.fabula.isa.x86.Mode;
import dev.fabula.isa.x86.X86;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The architectures whose instructions have a meaning here. */
public final class InstructionSets {

  private static final Map<Architecture, Optional<InstructionSet>> LOADED =
      new EnumMap<>(Architecture.class);

  private InstructionSets() {}

  /** The instruction set of an architecture; empty if its instructions have no meaning yet. */
  public static Optional<InstructionSet> of(Architecture architecture) {
    synchronized (LOADED) {
      return LOADED.computeIfAbsent(architecture, InstructionSets::load);
    }
  }

  private static Optional<InstructionSet> load(Architecture architecture) {
    return switch (architecture) {
      case X86_64 -> Optional.of(new X86(Mode.BITS_64));
      case X86 -> Optional.of(new X86(Mode.BITS_32));
      case AARCH64 -> Optional.of(new A64());
      case RISCV64 -> Optional.of(new RiscV(64));
      case RISCV32 -> Optional.of(new RiscV(32));
      case ARM -> Optional.of(new Arm(false));
      case ARM64EC, LOONGARCH32, LOONGARCH64, S390X, POWERPC, POWERPC64 -> Optional.empty();
    };
  }
}
