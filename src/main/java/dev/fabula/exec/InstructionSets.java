package dev.fabula.exec;

import dev.fabula.asm.Architecture;
import dev.fabula.isa.InstructionSet;
import dev.fabula.isa.aarch64.A64;
import dev.fabula.isa.arm.Arm;
import dev.fabula.isa.described.Described;
import dev.fabula.isa.riscv.RiscV;
import dev.fabula.isa.x86.Mode;
import dev.fabula.isa.x86.X86;
import dev.fabula.site.Target;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The architectures whose instructions have a meaning here. */
public final class InstructionSets {

  private static final Map<Architecture, InstructionSet> LOADED = new EnumMap<>(Architecture.class);
  private static final Map<Architecture, InstructionSet> LOADED_THUMB =
      new EnumMap<>(Architecture.class);

  private InstructionSets() {}

  /** The instruction set of an architecture; empty if its instructions have no meaning yet. */
  public static Optional<InstructionSet> of(Architecture architecture) {
    return of(architecture, false);
  }

  /** The instruction set that functions of a target start in. */
  public static Optional<InstructionSet> of(Target target) {
    return of(target.architecture(), target.mode());
  }

  /** The instruction set of an architecture in a mode; empty if it has no meaning yet. */
  public static Optional<InstructionSet> of(Architecture architecture, dev.fabula.asm.Mode mode) {
    return of(architecture, mode != dev.fabula.asm.Mode.DEFAULT);
  }

  private static synchronized Optional<InstructionSet> of(
      Architecture architecture, boolean thumb) {
    Map<Architecture, InstructionSet> loaded = thumb ? LOADED_THUMB : LOADED;
    InstructionSet known = loaded.get(architecture);
    if (known == null) {
      known = load(architecture, thumb);
      loaded.put(architecture, known);
    }
    return Optional.of(known);
  }

  private static InstructionSet load(Architecture architecture, boolean thumb) {
    return switch (architecture) {
      case X86_64 -> new X86(Mode.BITS_64);
      case X86 -> new X86(Mode.BITS_32);
      case AARCH64, ARM64EC -> new A64();
      case RISCV64 -> new RiscV(64);
      case RISCV32 -> new RiscV(32);
      case ARM -> new Arm(thumb);
      case LOONGARCH32, LOONGARCH64, S390X, POWERPC, POWERPC64 -> Described.of(architecture);
    };
  }
}
