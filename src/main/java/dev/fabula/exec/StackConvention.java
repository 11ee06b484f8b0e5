package dev.fabula.exec;

import dev.fabula.isa.RegisterTarget;
import dev.fabula.site.Target;
import java.util.Set;

/**
 * What programs on a target agree on about the stack.
 *
 * @param alignment what the stack pointer is a multiple of where a function is called, in bytes
 * @param returnAddress how many bytes of the stack a call takes
 * @param redZone how many bytes below the stack pointer belong to the code that runs, at most
 */
public record StackConvention(int alignment, int returnAddress, int redZone) {

  /**
   * The convention of a target (System V ABI x86-64 3.2.2 and i386 2.2.2; Microsoft x64; AAPCS64
   * 6.4.5; AAPCS32 6.2.1; RISC-V calling convention). Where the system is not known, the red zone
   * is the widest of its architecture on which compiled code relies.
   */
  public static StackConvention of(Target target) {
    RegisterTarget system = new RegisterTarget(target.system(), Set.of());
    boolean windows = system.isLikeWindows();
    return switch (target.architecture()) {
      case X86_64 -> new StackConvention(16, 8, windows ? 0 : 128);
      case X86 -> new StackConvention(windows ? 4 : 16, 4, 0);
      case AARCH64, ARM64EC ->
          new StackConvention(16, 0, system.isApple() ? 128 : windows ? 16 : 0);
      case ARM -> new StackConvention(8, 0, 0);
      case RISCV32, RISCV64 -> new StackConvention(target.features().contains("e") ? 4 : 16, 0, 0);
      case LOONGARCH32, LOONGARCH64, POWERPC, POWERPC64 -> new StackConvention(16, 0, 288);
      case S390X -> new StackConvention(8, 0, 0);
    };
  }

  /** How far the stack pointer at a function's first instruction is above a multiple. */
  public int atEntry() {
    return Math.floorMod(-returnAddress, alignment);
  }
}
