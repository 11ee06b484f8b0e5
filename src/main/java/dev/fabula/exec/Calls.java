package dev.fabula.exec;

import dev.fabula.isa.AbiClobbers;
import dev.fabula.isa.RegisterTarget;
import dev.fabula.site.Callee;
import dev.fabula.site.Contract;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What functions may do to the registers of a site that calls them. */
public final class Calls {

  private static final Set<String> C = Set.of("C");

  private Calls() {}

  /** The function that a symbol stands for, if it is an operand whose declaration is known. */
  public static Optional<Callee> callee(Contract contract, String symbol) {
    return Labels.symbolOperandOf(symbol)
        .flatMap(operand -> Optional.ofNullable(contract.callees().get(operand)));
  }

  /**
   * Names of the locations that a function may change: those of its own ABI where that is known,
   * else those of the ABIs that {@code clobber_abi} names, else those of the C ABI.
   */
  static Set<String> clobbers(Contract contract, Optional<Callee> callee) {
    Set<String> named = contract.abis().isEmpty() ? C : contract.abis();
    return callee
        .map(c -> clobbers(contract, Set.of(c.abi().replace("-unwind", ""))))
        .filter(known -> !known.isEmpty())
        .orElseGet(() -> clobbers(contract, named));
  }

  /** Names of the locations that functions and systems may change which the code calls. */
  public static Set<String> changed(Contract contract, Survey survey, Code code) {
    Set<String> result = new TreeSet<>();
    if (survey.callsOutside(code)) {
      result.addAll(clobbers(contract, Optional.empty()));
      contract.callees().values().forEach(c -> result.addAll(clobbers(contract, Optional.of(c))));
    }
    contract
        .system()
        .ifPresent(system -> {
          result.addAll(system.results());
          result.addAll(system.lost());
        });
    survey
        .systemCalls()
        .map(call -> SystemConvention.of(call, contract.target(), passed -> true))
        .forEach(convention -> convention.ifPresent(c -> result.addAll(c.changed())));
    return result;
  }

  /** Whether the function called has a convention of its own, which asks nothing of the stack. */
  public static boolean isOfKernel(Contract contract, Occurrence call) {
    return KernelHelper.of(contract.target(), call).isPresent();
  }

  private static Set<String> clobbers(Contract contract, Set<String> abis) {
    RegisterTarget target =
        new RegisterTarget(contract.target().system(), contract.target().features());
    Set<String> result = new TreeSet<>();
    for (String abi : abis) {
      AbiClobbers.of(contract.architecture(), abi, target.system())
          .ifPresent(found -> found.registers(target).forEach(r -> result.add(r.base())));
    }
    return result;
  }
}
