package dev.fabula.exec;

import dev.fabula.asm.Architecture;
import dev.fabula.exec.Occurrence.Confidence;
import dev.fabula.isa.Event;
import dev.fabula.isa.RegisterTarget;
import dev.fabula.site.Target;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a system changes in the registers of the program that calls it, beside what the instruction
 * itself changes.
 *
 * @param changed names of the locations
 * @param confidence how sure it is
 */
record SystemConvention(Set<String> changed, Confidence confidence) {

  private static final int LINUX_VECTOR = 0x80;

  /** Systems whose calls return one word, and whose kernels restore all else. */
  private static final Set<String> ONE_RESULT = Set.of("linux", "android", "redox");

  /** Systems whose calls return two words and tell errors by the carry flag. */
  private static final Set<String> TWO_RESULTS =
      Set.of("freebsd", "dragonfly", "netbsd", "openbsd", "solaris", "illumos");

  /**
   * The convention of a call (Linux: syscall(2), "Architecture calling conventions"; Arm DEN 0028,
   * SMC Calling Convention; Intel TDX Module ABI, chapter 5; RISC-V Supervisor Binary Interface,
   * chapter 3). A call without the number that a system wants is none of that system.
   *
   * @param passed whether the program puts a value into the register of that name
   */
  static Optional<SystemConvention> of(
      Event.SystemCall call, Target target, Predicate<String> passed) {
    return switch (target.architecture()) {
      case X86_64 -> x86(call, new Caller(target, passed), "rax", "rdx");
      case X86 -> x86(call, new Caller(target, passed), "eax", "edx");
      case AARCH64, ARM64EC -> aarch64(call, new Caller(target, passed));
      case ARM -> byArgument(call, new Caller(target, passed), "r7", "r0");
      case RISCV32, RISCV64 -> byArgument(call, new Caller(target, passed), "x17", "x10");
      case LOONGARCH32, LOONGARCH64 -> loongArch(call, new Caller(target, passed));
      case S390X -> byArgument(call, new Caller(target, passed), "r1", "r2");
      case POWERPC, POWERPC64 -> Optional.empty();
    };
  }

  /**
   * The register in which a system expects the number of the call; empty unless the user has named
   * the system, as that of this machine is only a guess for a program without one.
   */
  static Optional<String> number(Event.SystemCall call, Target target) {
    if (target.guessed() || target.system().filter(ONE_RESULT::contains).isEmpty()) {
      return Optional.empty();
    }
    boolean usual =
        switch (call.instruction()) {
          case "syscall", "ecall" -> true;
          case "int" -> isLinuxInterrupt(call);
          case "svc" -> call.number() == 0;
          default -> false;
        };
    return Optional.of(target.architecture()).filter(_ -> usual).flatMap(a -> number(call, a));
  }

  private static Optional<String> number(Event.SystemCall call, Architecture architecture) {
    return switch (architecture) {
      case X86_64 -> Optional.of("rax");
      case X86 -> Optional.of("eax").filter(_ -> isLinuxInterrupt(call));
      case AARCH64, ARM64EC -> Optional.of("x8");
      case ARM -> Optional.of("r7");
      case RISCV32, RISCV64 -> Optional.of("x17");
      case LOONGARCH32, LOONGARCH64 -> Optional.of("r11");
      case S390X -> Optional.of("r1");
      case POWERPC, POWERPC64 -> Optional.empty();
    };
  }

  private static boolean isLinuxInterrupt(Event.SystemCall call) {
    return call.instruction().equals("int") && call.number() == LINUX_VECTOR;
  }

  private static Optional<SystemConvention> x86(
      Event.SystemCall call, Caller caller, String first, String second) {
    boolean interrupt = isLinuxInterrupt(call);
    boolean numbered = caller.passes(first);
    return switch (call.instruction()) {
      case "syscall", "int" ->
          (interrupt || call.instruction().equals("syscall")) && numbered
              ? caller
                  .two(first, second, "cf")
                  .or(() -> caller.one(first))
                  .or(() -> when(Confidence.LIKELY, first))
              : Optional.empty();
      case "tdcall", "seamcall" -> numbered ? when(Confidence.KNOWN, first) : Optional.empty();
      case "vmcall", "vmmcall" -> numbered ? when(Confidence.LIKELY, first) : Optional.empty();
      case "sysenter" -> numbered ? when(Confidence.POSSIBLE, first) : Optional.empty();
      default -> Optional.empty();
    };
  }

  /** Most systems have the number in x8, Apple's in x16; seL4, whose sends return nothing, x7. */
  private static Optional<SystemConvention> aarch64(Event.SystemCall call, Caller caller) {
    boolean passes = caller.passes("x0");
    if (!call.instruction().equals("svc")) {
      return firmware(caller, "x0", "x1");
    }
    if (caller.passes("x8") || caller.passes("x16")) {
      return caller
          .two("x0", "x1", "c")
          .or(() -> caller.one("x0"))
          .or(() -> when(Confidence.LIKELY, "x0"));
    }
    return passes ? when(Confidence.POSSIBLE, "x0") : Optional.empty();
  }

  /** The kernel does not keep the temporary registers $t0 to $t8. */
  private static Optional<SystemConvention> loongArch(Event.SystemCall call, Caller caller) {
    if (!call.instruction().equals("syscall")) {
      return Optional.empty();
    }
    Confidence confidence =
        caller.passes("r11") && caller.one("r4").isPresent()
            ? Confidence.KNOWN
            : Confidence.POSSIBLE;
    return when(confidence, "r4", "r12", "r13", "r14", "r15", "r16", "r17", "r18", "r19", "r20");
  }

  /** The result comes where the first argument went. */
  private static Optional<SystemConvention> byArgument(
      Event.SystemCall call, Caller caller, String number, String first) {
    if (call.instruction().equals("hvc") || call.instruction().equals("smc")) {
      return firmware(caller, first, "r1");
    }
    Optional<SystemConvention> known = caller.passes(number) ? caller.one(first) : Optional.empty();
    return known.or(
        () -> caller.passes(first) ? when(Confidence.POSSIBLE, first) : Optional.empty());
  }

  /** A function's number and an argument are for firmware; one word may be for anybody. */
  private static Optional<SystemConvention> firmware(Caller caller, String first, String second) {
    Confidence confidence = caller.passes(second) ? Confidence.LIKELY : Confidence.POSSIBLE;
    return caller.passes(first) ? when(confidence, first) : Optional.empty();
  }

  private static Optional<SystemConvention> when(Confidence confidence, String... changed) {
    return Optional.of(new SystemConvention(Set.of(changed), confidence));
  }

  /** A program that calls its system. */
  private record Caller(Target target, Predicate<String> passed) {

    private boolean passes(String register) {
      return passed.test(register);
    }

    private Optional<SystemConvention> one(String only) {
      return target.system().filter(ONE_RESULT::contains).isPresent()
          ? when(Confidence.KNOWN, only)
          : Optional.empty();
    }

    private Optional<SystemConvention> two(String first, String second, String carry) {
      boolean apple = new RegisterTarget(target.system(), Set.of()).isApple();
      return apple || target.system().filter(TWO_RESULTS::contains).isPresent()
          ? when(Confidence.KNOWN, first, second, carry)
          : Optional.empty();
    }
  }
}
