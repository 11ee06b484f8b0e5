package dev.fabula.abi;

import dev.fabula.asm.Architecture;
import dev.fabula.isa.OperandRegister;
import dev.fabula.isa.RegisterTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How programs call the system on one kind of machine.
 *
 * @param name its name
 * @param architecture its processor
 * @param instruction mnemonic of the trap
 * @param immediate the trap's immediate; empty if it has none
 * @param checksImmediate whether the system looks at the immediate
 * @param registers the register of each role that has one, as the description names them
 * @param names what variables are called that hold a role here, where that is not as elsewhere
 * @param lost registers that hold nothing of use after the trap
 * @param extensions registers that are lost too, and only programs for an extension use
 * @param losesFlags whether the flags are lost
 * @param park the register in which a stub keeps the stack pointer; empty if the trap keeps that
 * @param resume where the system goes on, if the program tells it
 * @param numbers the numbers of calls by name, in the order of the description
 */
public record Machine(
    String name,
    Architecture architecture,
    String instruction,
    OptionalLong immediate,
    boolean checksImmediate,
    Map<String, String> registers,
    Map<String, List<String>> names,
    List<String> lost,
    List<Extension> extensions,
    boolean losesFlags,
    Optional<String> park,
    Optional<Resume> resume,
    Map<String, Long> numbers) {

  /** Copies the collections. */
  public Machine {
    registers = Map.copyOf(registers);
    names = Map.copyOf(names);
    lost = List.copyOf(lost);
    extensions = List.copyOf(extensions);
    numbers = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(numbers));
  }

  /**
   * Registers that are lost and that only programs for an extension of the processor use.
   *
   * @param feature its name as Rust's target_feature has it
   * @param macro what compilers of C define for such programs
   * @param registers the registers
   */
  public record Extension(String feature, String macro, List<String> registers) {

    /** Copies the registers. */
    public Extension {
      registers = List.copyOf(registers);
    }
  }

  /**
   * Registers in which a program tells where the system goes on.
   *
   * @param stack that of the stack pointer
   * @param address that of the address
   * @param past how many bytes behind that address; the length of the trap if it is the trap's own
   */
  public record Resume(String stack, String address, int past) {}

  /** The register of a role, if it has one. */
  public Optional<String> register(String role) {
    return Optional.ofNullable(registers.get(role));
  }

  /** The register that a name of the description stands for. */
  public OperandRegister operand(String register) {
    return RegisterTable.of(architecture).register(register).orElseThrow();
  }

  /** The name of a register's location. */
  public String location(String register) {
    return operand(register).base();
  }

  /** The trap as assembly. */
  public String trap() {
    String prefix =
        architecture == Architecture.AARCH64 || architecture == Architecture.ARM ? "#" : "";
    return immediate.isPresent() ? instruction + " " + prefix + immediate.getAsLong() : instruction;
  }
}
