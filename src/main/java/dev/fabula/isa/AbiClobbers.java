package dev.fabula.isa;

import dev.fabula.asm.Architecture;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The registers that a call may change, as {@code clobber_abi} adds them (Reference, rules
 * asm.abi-clobbers.*).
 *
 * @param names the ABI strings that mean this set
 * @param system when the names mean it: on {@code windows} and its like, on {@code !windows}, on
 *     {@code *} all
 * @param registers the registers
 */
public record AbiClobbers(Set<String> names, String system, Set<OperandRegister> registers) {

  /** Copies all collections. */
  public AbiClobbers {
    names = Set.copyOf(names);
    registers = Set.copyOf(registers);
  }

  /**
   * The set that an ABI string means, if the architecture knows it. Where the system is unknown, it
   * is not Windows.
   */
  public static Optional<AbiClobbers> of(
      Architecture architecture, String abi, Optional<String> system) {
    return RegisterTable.of(architecture).abis().stream()
        .filter(a -> a.names.contains(abi) && a.isFor(system))
        .findFirst();
  }

  /** The ABI strings that an architecture knows. */
  public static Set<String> names(Architecture architecture) {
    return RegisterTable.of(architecture).abis().stream()
        .flatMap(a -> a.names.stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The registers of the set that belong to programs on a target. */
  public List<OperandRegister> registers(RegisterTarget target) {
    return registers.stream().filter(r -> !r.isBarred(target)).toList();
  }

  private boolean isFor(Optional<String> actual) {
    return switch (system) {
      case "windows" -> new RegisterTarget(actual, Set.of()).isLikeWindows();
      case "!windows" -> !new RegisterTarget(actual, Set.of()).isLikeWindows();
      case "*" -> true;
      default -> throw new IllegalStateException("no kind of system: " + system);
    };
  }
}
