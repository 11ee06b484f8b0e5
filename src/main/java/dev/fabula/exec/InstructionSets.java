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
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The architectures whose instructions have a meaning here. */
public final class InstructionSets {

  private record Key(Architecture architecture, boolean thumb) {}

  private static final Map<Key, Optional<InstructionSet>> LOADED = new HashMap<>();

  private InstructionSets() {}

  /** The instruction set of an architecture; empty if its instructions have no meaning yet. */
  public static Optional<InstructionSet> of(Architecture architecture) {
    return of(new Key(architecture, false));
  }

  /** The instruction set that functions of a target start in. */
  public static Optional<InstructionSet> of(Target target) {
    return of(target.architecture(), target.mode());
  }

  /** The instruction set of an architecture in a mode; empty if it has no meaning yet. */
  public static Optional<InstructionSet> of(Architecture architecture, dev.fabula.asm.Mode mode) {
    return of(new Key(architecture, mode != dev.fabula.asm.Mode.DEFAULT));
  }

  private static Optional<InstructionSet> of(Key key) {
    synchronized (LOADED) {
      return LOADED.computeIfAbsent(key, InstructionSets::load);
    }
  }

  private static Optional<InstructionSet> load(Key key) {
    return switch (key.architecture()) {
      case X86_64 -> Optional.of(new X86(Mode.BITS_64));
      case X86 -> Optional.of(new X86(Mode.BITS_32));
      case AARCH64, ARM64EC -> Optional.of(new A64());
      case RISCV64 -> Optional.of(new RiscV(64));
      case RISCV32 -> Optional.of(new RiscV(32));
      case ARM -> Optional.of(new Arm(key.thumb()));
      case LOONGARCH32, LOONGARCH64, S390X, POWERPC, POWERPC64 ->
          Optional.of(Described.of(key.architecture()));
    };
  }
}
