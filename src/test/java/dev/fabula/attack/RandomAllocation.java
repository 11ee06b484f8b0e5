package dev.fabula.attack;

import dev.fabula.isa.OperandClass.Candidate;
import dev.fabula.isa.OperandRegister;
import dev.fabula.site.Allocation;
import dev.fabula.site.Contract;
import dev.fabula.site.Direction;
import dev.fabula.site.Slot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Any assignment of registers that a contract permits, with what it takes inputs to be equal to.
 * Written against the Reference and not against the canonical allocations.
 *
 * @param allocation the registers
 * @param equal for each input that has to have the value of another one that other
 */
record RandomAllocation(Allocation allocation, Map<Slot, Slot> equal) {

  private static final int ATTEMPTS = 50;

  /** One of them; empty if none was found. */
  static Optional<RandomAllocation> of(Contract contract, Random random) {
    for (int i = 0; i < ATTEMPTS; i++) {
      Optional<RandomAllocation> found = attempt(contract, random);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<RandomAllocation> attempt(Contract contract, Random random) {
    Map<Integer, OperandRegister> registers = new HashMap<>();
    Map<Slot, Slot> equal = new HashMap<>();
    List<Slot> placed = new ArrayList<>();
    boolean crowded = random.nextBoolean();
    for (Slot slot : contract.slots()) {
      List<Candidate> choices = slot.candidates();
      Candidate choice = choices.get(random.nextInt(choices.size()));
      if (crowded && !placed.isEmpty() && !slot.fixed()) {
        Slot other = placed.get(random.nextInt(placed.size()));
        choice = slot.candidateAt(registers.get(other.index()).base()).orElse(choice);
      }
      registers.put(slot.index(), choice.register());
      if (!fits(contract, slot, placed, registers, equal)) {
        return Optional.empty();
      }
      placed.add(slot);
    }
    return Optional.of(new RandomAllocation(new Allocation(registers, Optional.empty()), equal));
  }

  private static boolean fits(
      Contract contract,
      Slot slot,
      List<Slot> placed,
      Map<Integer, OperandRegister> registers,
      Map<Slot, Slot> equal) {
    String place = registers.get(slot.index()).base();
    if (!slot.fixed() && slot.writes() && contract.clobbers().contains(place)) {
      return false;
    }
    for (Slot other : placed) {
      if (registers.get(other.index()).base().equals(place) && !together(slot, other, equal)) {
        return false;
      }
    }
    return true;
  }

  private static boolean together(Slot slot, Slot other, Map<Slot, Slot> equal) {
    if (isLateBeside(slot, other) || isLateBeside(other, slot)) {
      return true;
    }
    boolean both = slot.reads() && other.reads() && !slot.fixed() && !other.fixed();
    boolean inputs = slot.direction() == Direction.IN && other.direction() == Direction.IN;
    boolean lateAndInput = isLateInOut(slot, other) || isLateInOut(other, slot);
    boolean same =
        slot.inputBits() == other.inputBits()
            && slot.literal().isEmpty()
            && other.literal().isEmpty();
    if (both && same && (inputs || lateAndInput)) {
      equal.put(slot, other);
      return true;
    }
    return false;
  }

  private static boolean isLateBeside(Slot late, Slot input) {
    return late.direction() == Direction.LATEOUT && input.direction() == Direction.IN;
  }

  private static boolean isLateInOut(Slot late, Slot input) {
    return late.direction() == Direction.INLATEOUT && input.direction() == Direction.IN;
  }
}
