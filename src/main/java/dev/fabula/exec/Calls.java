package dev.fabula.exec;

import dev.fabula.isa.AbiClobbers;
import dev.fabula.site.Contract;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What functions may do to the registers of a site that calls them. */
public final class Calls {

  private Calls() {}

  /**
   * Names of the locations that a callee may change: those of the declared ABI, or of the C ABI.
   */
  public static Set<String> clobbers(Contract contract) {
    Set<String> result = new TreeSet<>(contract.clobbers());
    if (result.isEmpty()) {
      AbiClobbers.of(contract.architecture(), "C", Optional.empty())
          .ifPresent(abi -> abi.registers().forEach(r -> result.add(r.base())));
    }
    return result;
  }
}
