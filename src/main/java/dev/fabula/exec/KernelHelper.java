package dev.fabula.exec;

import dev.fabula.asm.Architecture;
import dev.fabula.isa.Event;
import dev.fabula.site.Target;
import dev.fabula.term.Term;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A function that Linux maps at a fixed address into every 32-bit Arm program, with a convention of
 * its own (Linux, Documentation/arch/arm/kernel_user_helpers.rst).
 *
 * @param changed names of the registers that it may change, its results among them
 * @param changesFlags whether it may change the flags
 */
record KernelHelper(Set<String> changed, boolean changesFlags) {

  private static final Set<String> SYSTEMS = Set.of("linux", "android");

  /** By address: 64-bit exchange, barrier, 32-bit exchange, thread pointer. */
  private static final Map<BigInteger, KernelHelper> ALL =
      Map.of(
          BigInteger.valueOf(0xffff0f60L),
          new KernelHelper(Set.of("r0", "r3", "lr"), true),
          BigInteger.valueOf(0xffff0fa0L),
          new KernelHelper(Set.of(), false),
          BigInteger.valueOf(0xffff0fc0L),
          new KernelHelper(Set.of("r0", "r3", "r12"), true),
          BigInteger.valueOf(0xffff0fe0L),
          new KernelHelper(Set.of("r0"), false));

  /** The helper that a call of a computed address reaches. */
  static Optional<KernelHelper> of(Target target, Occurrence call) {
    return call.event() instanceof Event.FunctionCall function && function.function().isEmpty()
        ? call.passed().stream().findFirst().flatMap(address -> at(target, address))
        : Optional.empty();
  }

  /** The helper at an address, unless the target is known to be of another system. */
  static Optional<KernelHelper> at(Target target, Term address) {
    boolean there =
        target.architecture() == Architecture.ARM
            && target.system().map(SYSTEMS::contains).orElse(true)
            && address.isConstant();
    return there ? Optional.ofNullable(ALL.get(address.value())) : Optional.empty();
  }
}
