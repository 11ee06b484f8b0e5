package dev.fabula.exec;

import dev.fabula.isa.RegisterTarget;
import dev.fabula.site.Target;
import java.util.Set;

/** The general registers in which a function may get something from its caller. */
public final class ArgumentRegisters {

  private static final Set<String> SYSTEM_V = Set.of("rdi", "rsi", "rdx", "rcx", "r8", "r9");
  private static final Set<String> WINDOWS = Set.of("rcx", "rdx", "r8", "r9");

  private ArgumentRegisters() {}

  /**
   * Names of the locations of arguments in any function of an ABI, those of variadic functions and
   * of indirect results among them (as for {@link CalleeSaved}).
   */
  public static Set<String> of(Target target, String abi) {
    boolean windows = new RegisterTarget(target.system(), Set.of()).isLikeWindows();
    return switch (target.architecture()) {
      case X86_64 ->
          switch (abi) {
            case "sysv64", "sysv64-unwind" -> SYSTEM_V;
            case "win64", "win64-unwind", "efiapi" -> WINDOWS;
            default -> windows ? WINDOWS : SYSTEM_V;
          };
      case X86 ->
          switch (abi) {
            case "fastcall", "fastcall-unwind", "thiscall", "thiscall-unwind" ->
                Set.of("ecx", "edx");
            default -> Set.of();
          };
      case AARCH64, ARM64EC -> Set.of("x0", "x1", "x2", "x3", "x4", "x5", "x6", "x7", "x8");
      case ARM -> Set.of("r0", "r1", "r2", "r3");
      case RISCV32, RISCV64 -> Set.of("x10", "x11", "x12", "x13", "x14", "x15", "x16", "x17");
      case LOONGARCH32, LOONGARCH64 -> Set.of("r4", "r5", "r6", "r7", "r8", "r9", "r10", "r11");
      case S390X -> Set.of("r2", "r3", "r4", "r5", "r6");
      case POWERPC, POWERPC64 -> Set.of("r3", "r4", "r5", "r6", "r7", "r8", "r9", "r10");
    };
  }

  /** Names of the locations that linkers, closures and variadic calls use beside them. */
  public static Set<String> special(Target target) {
    return switch (target.architecture()) {
      case X86_64 -> Set.of("rax", "r10");
      case X86 -> Set.of("ecx");
      case AARCH64, ARM64EC -> Set.of("x16", "x17", "x18");
      case ARM -> Set.of("r12");
      case RISCV32, RISCV64 -> Set.of("x3", "x4", "x5", "x6", "x7");
      case LOONGARCH32, LOONGARCH64 -> Set.of("r2", "r12", "r13", "r14", "r15", "r20", "r21");
      case S390X -> Set.of("r0", "r1");
      case POWERPC, POWERPC64 -> Set.of("r0", "r2", "r11", "r12");
    };
  }
}
