package dev.fabula.asm;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What LLVM's instruction descriptors say about one decoded instruction.
 *
 * <p>Known gaps: x86 flags are one register {@code EFLAGS}; {@code SYSCALL}, {@code RET} and {@code
 * REP} have implicit registers that are missing here; system registers of AArch64 and ARM and CSRs
 * of RISC-V are immediates.
 *
 * @param opcode LLVM's name of the opcode, such as {@code ADD64rr}
 * @param operands in LLVM's order
 * @param implicitReads registers read without being operands, by LLVM's names
 * @param implicitWrites registers written without being operands, by LLVM's names
 * @param properties what the descriptor says beside operands
 */
public record Facts(
    String opcode,
    List<Operand> operands,
    List<String> implicitReads,
    List<String> implicitWrites,
    Set<Property> properties) {

  /** A property of an instruction; each is one flag of LLVM's descriptors. */
  public enum Property {
    VARIADIC(1),
    HAS_OPTIONAL_DEFINITION(2),
    PSEUDO(3),
    RETURN(5),
    CALL(7),
    BARRIER(8),
    TERMINATOR(9),
    BRANCH(10),
    INDIRECT_BRANCH(11),
    PREDICABLE(22),
    MAY_LOAD(19),
    MAY_STORE(20),
    MAY_RAISE_FP_EXCEPTION(21),
    UNMODELED_SIDE_EFFECTS(24),
    VARIADIC_OPERANDS_ARE_DEFINITIONS(39);

    private final int bit;

    Property(int bit) {
      this.bit = bit;
    }

    int bit() {
      return bit;
    }
  }

  /** What the descriptor says an operand is for. */
  public enum Role {
    UNKNOWN,
    IMMEDIATE,
    REGISTER,
    MEMORY,
    BRANCH_DISTANCE,
    OTHER
  }

  /**
   * One operand.
   *
   * @param register LLVM's name of the register, empty if it is none (or the absent register)
   * @param immediate the number, empty if it is a register
   * @param defined true if the instruction writes it
   * @param tiedTo index of the operand that must be the same register, or -1
   * @param predicate true for the condition of a predicable instruction
   */
  public record Operand(
      Optional<String> register,
      Optional<Long> immediate,
      boolean defined,
      boolean earlyClobber,
      boolean predicate,
      int tiedTo,
      Role role) {}

  /** True if the descriptor has the property. */
  public boolean is(Property property) {
    return properties.contains(property);
  }

  /** LLVM's names of all registers read, without those that are only written. */
  public List<String> registersRead() {
    return registers(false, implicitReads);
  }

  /** LLVM's names of all registers written. */
  public List<String> registersWritten() {
    return registers(true, implicitWrites);
  }

  private List<String> registers(boolean defined, List<String> implicit) {
    Set<String> names = new LinkedHashSet<>();
    for (Operand operand : operands) {
      if (operand.defined() == defined && operand.register().isPresent()) {
        names.add(operand.register().get());
      }
    }
    names.addAll(implicit);
    return List.copyOf(names);
  }
}
