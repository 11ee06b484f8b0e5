package dev.fabula.site;

import dev.fabula.isa.OperandRegister;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One assignment of registers to the slots of a contract that the contract permits.
 *
 * @param registers the register of each slot, by its index
 * @param merge in what it differs from the allocation where every operand is apart; empty for that
 *     one
 */
public record Allocation(Map<Integer, OperandRegister> registers, Optional<Merge> merge) {

  /** Copies the map. */
  public Allocation {
    registers = Map.copyOf(registers);
  }

  /** Why two things that usually are apart share a register. */
  public sealed interface Merge {

    /** The slot that moved. */
    Slot slot();

    /**
     * An operand is in a register that the code uses by name or by itself.
     *
     * @param slot the operand
     * @param location the register's location
     * @param circumstance when the compiler can do so; empty if always
     */
    record WithRegister(Slot slot, String location, Optional<String> circumstance)
        implements Merge {}

    /**
     * A late output, or another input, is in the register of an input.
     *
     * @param slot the late output or the other input
     * @param input the input
     * @param whenEqual whether the two can share only if their values are equal
     */
    record WithInput(Slot slot, Slot input, boolean whenEqual) implements Merge {}
  }

  /** The register of a slot. */
  public OperandRegister of(Slot slot) {
    OperandRegister register = registers.get(slot.index());
    if (register == null) {
      throw new IllegalArgumentException("no register for " + slot);
    }
    return register;
  }

  /** The slots whose register is at a location. */
  public List<Slot> at(Contract contract, String location) {
    return contract.slots().stream().filter(s -> of(s).base().equals(location)).toList();
  }

  /** The same allocation with one slot moved. */
  Allocation with(Slot slot, OperandRegister register, Merge why) {
    Map<Integer, OperandRegister> moved = new TreeMap<>(registers);
    moved.put(slot.index(), register);
    return new Allocation(moved, Optional.of(why));
  }
}
