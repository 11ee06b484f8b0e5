package dev.fabula.check;

import dev.fabula.isa.OperandClass.Candidate;
import dev.fabula.isa.OperandRegister;
import dev.fabula.isa.RegisterTable;
import dev.fabula.site.Contract;
import dev.fabula.site.Slot;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The registers that a user wants to see operands in. */
final class Wishes {

  private final Contract contract;
  private final Map<Integer, OperandRegister> registers = new TreeMap<>();

  private Wishes(Contract contract) {
    this.contract = contract;
  }

  /**
   * The registers by the index of their slots.
   *
   * @param wishes names of registers by names or numbers of operands
   * @throws WishException if one cannot be
   */
  static Map<Integer, OperandRegister> of(Contract contract, Map<String, String> wishes)
      throws WishException {
    Wishes all = new Wishes(contract);
    for (var wish : wishes.entrySet()) {
      all.add(wish.getKey(), wish.getValue());
    }
    return all.registers;
  }

  /** A wish that cannot be, with the reason as a sentence without capital or full stop. */
  static final class WishException extends Exception {
    private static final long serialVersionUID = 1;

    WishException(String reason) {
      super(reason);
    }

    /** The reason. */
    String reason() {
      return String.valueOf(getMessage());
    }
  }

  private void add(String operand, String register) throws WishException {
    Slot slot = slot(operand);
    Optional<OperandRegister> named = RegisterTable.of(contract.architecture()).register(register);
    if (named.isEmpty()) {
      throw new WishException(
          contract.architecture().rustName() + " has no register `" + register + "`");
    }
    Optional<OperandRegister> chosen = candidate(slot, named.get());
    if (chosen.isEmpty()) {
      throw new WishException(
          "`" + slot.name() + "` cannot be in `" + register + "`, only in " + choices(slot));
    }
    registers.put(slot.index(), chosen.get());
  }

  private static Optional<OperandRegister> candidate(Slot slot, OperandRegister wanted) {
    return slot.candidates().stream()
        .map(Candidate::register)
        .filter(wanted::equals)
        .findFirst()
        .or(() -> slot.candidateAt(wanted.base()).map(Candidate::register));
  }

  private static String choices(Slot slot) {
    return Wording.list(
        slot.candidates().stream().map(c -> c.register().base()).distinct().toList());
  }

  private Slot slot(String operand) throws WishException {
    for (Slot slot : contract.slots()) {
      if (slot.name().equals(operand) || Integer.toString(slot.operand()).equals(operand)) {
        return slot;
      }
    }
    throw new WishException(
        "no operand `"
            + operand
            + "` in a register; there is "
            + Wording.list(contract.slots().stream().map(Slot::name).toList()));
  }
}
