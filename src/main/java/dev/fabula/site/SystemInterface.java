package dev.fabula.site;

import java.util.Optional;
import java.util.Set;

/**
 * What the system behind a site does where the site traps into it, as somebody has described it.
 * Names of registers are those of locations.
 *
 * @param instruction mnemonic of the trap
 * @param number the trap's immediate; empty if the instruction has none or nobody looks at it
 * @param passed registers that the system reads
 * @param results registers in which the system leaves values of its own
 * @param lost registers that hold nothing of use afterwards
 * @param losesFlags whether the flags are lost as well
 * @param resume where the system goes on, if the program tells it
 * @param readsMemory whether the system, or who runs meanwhile, reads memory of the program
 * @param writesMemory whether the system, or who runs meanwhile, writes memory of the program
 */
public record SystemInterface(
    String instruction,
    Optional<Long> number,
    Set<String> passed,
    Set<String> results,
    Set<String> lost,
    boolean losesFlags,
    Optional<Resume> resume,
    boolean readsMemory,
    boolean writesMemory) {

  /**
   * Where a system goes on that the processor does not tell where it came from.
   *
   * @param stack register that holds the stack pointer with which it goes on
   * @param address register that holds the address at which it does
   * @param past how many bytes behind that address it does
   */
  public record Resume(String stack, String address, int past) {}

  /** Copies the names. */
  public SystemInterface {
    passed = Set.copyOf(passed);
    results = Set.copyOf(results);
    lost = Set.copyOf(lost);
  }
}
