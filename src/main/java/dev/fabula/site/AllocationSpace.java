package dev.fabula.site;

import dev.fabula.isa.OperandClass.Candidate;
import dev.fabula.isa.OperandRegister;
import dev.fabula.site.Allocation.Merge;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The canonical allocations of a contract.
 *
 * <p>Registers of a class are interchangeable unless the code names them. So there is one
 * allocation in which all operands are apart from each other and from all registers that the code
 * names, and one for every single merge that the contract permits: an operand with a named
 * register, or a late output with an input. Merges are considered one at a time: whether two values
 * may share a register is a question about that pair (as in register colouring, where a colouring
 * is right exactly if no two values that interfere share a colour).
 */
public final class AllocationSpace {

  private static final int GENERAL = 64;

  private final Contract contract;

  /** The space of a contract. */
  public AllocationSpace(Contract contract) {
    this.contract = contract;
  }

  /**
   * The allocation in which operands are apart from each other and from the given locations as far
   * as the classes have enough registers; empty if they cannot even be kept apart from each other.
   *
   * @param named names of the locations that the code uses by itself
   */
  public Optional<Allocation> apart(Set<String> named) {
    return apart(named, Map.of(), false);
  }

  /**
   * As {@link #apart(Set)}, with some operands where they are wanted. Whether the contract permits
   * that is not asked: {@link #objection} tells.
   *
   * @param wanted registers by the index of their slots
   */
  public Optional<Allocation> apart(Set<String> named, Map<Integer, OperandRegister> wanted) {
    return apart(named, wanted, false);
  }

  /** What in the contract forbids an allocation, as a clause; empty if nothing does. */
  public Optional<String> objection(Allocation allocation) {
    for (Slot slot : contract.free()) {
      String location = allocation.of(slot).base();
      if (!mayBeIn(slot, location)) {
        return Optional.of("`" + location + "` is not free for `" + slot.name() + "`");
      }
      for (Slot other : allocation.at(contract, location)) {
        boolean apart = other.index() == slot.index() || other.fixed();
        if (!apart && sharing(slot, other).or(() -> sharing(other, slot)).isEmpty()) {
          return Optional.of(
              "`%s` and `%s` may not share `%s`".formatted(slot.name(), other.name(), location));
        }
      }
    }
    return Optional.empty();
  }

  /**
   * As {@link #apart(Set)}, with registers from the other end of each class: what has no encoding
   * for some registers of a class shows there.
   */
  public Optional<Allocation> apartFromTheEnd(Set<String> named) {
    return apart(named, Map.of(), true);
  }

  private Optional<Allocation> apart(
      Set<String> named, Map<Integer, OperandRegister> wanted, boolean fromTheEnd) {
    Map<Integer, OperandRegister> registers = new TreeMap<>(wanted);
    Set<String> taken = new HashSet<>(contract.clobbers());
    Set<String> shared = new HashSet<>();
    for (Slot slot : contract.slots()) {
      if (slot.fixed()) {
        registers.put(slot.index(), slot.register());
        taken.add(slot.register().base());
      }
    }
    wanted.values().forEach(register -> taken.add(register.base()));
    List<Slot> rigidFirst = new ArrayList<>(contract.free());
    rigidFirst.removeIf(slot -> wanted.containsKey(slot.index()));
    rigidFirst.sort((a, b) -> Integer.compare(a.candidates().size(), b.candidates().size()));
    for (Slot slot : rigidFirst) {
      Optional<Candidate> choice =
          choose(slot, taken, named, fromTheEnd).or(() -> lastResort(slot, shared));
      if (choice.isEmpty()) {
        return Optional.empty();
      }
      registers.put(slot.index(), choice.get().register());
      taken.add(choice.get().register().base());
      shared.add(choice.get().register().base());
    }
    return Optional.of(new Allocation(registers, Optional.empty()));
  }

  private Optional<Candidate> choose(
      Slot slot, Set<String> taken, Set<String> named, boolean fromTheEnd) {
    List<Candidate> ordered = fromTheEnd ? slot.candidates().reversed() : slot.candidates();
    List<Candidate> free =
        ordered.stream().filter(c -> !taken.contains(c.register().base())).toList();
    return free.stream()
        .filter(c -> !named.contains(c.register().base()) && c.circumstance().isEmpty())
        .findFirst()
        .or(() -> free.stream().filter(c -> !named.contains(c.register().base())).findFirst())
        .or(() -> free.stream().findFirst());
  }

  /**
   * With all registers taken, an operand can still share a clobbered one.
   *
   * @param others the locations of other operands whose register is free
   */
  private Optional<Candidate> lastResort(Slot slot, Set<String> others) {
    return slot.candidates().stream()
        .filter(c -> !others.contains(c.register().base()))
        .filter(c -> mayBeIn(slot, c.register().base()))
        .findFirst();
  }

  /**
   * Every permitted allocation that differs from the given one by one merge.
   *
   * @param apart the allocation in which all is apart
   * @param named names of the locations that the code uses by itself
   */
  public List<Allocation> merges(Allocation apart, Collection<String> named) {
    List<Allocation> result = new ArrayList<>();
    for (Slot slot : contract.free()) {
      for (String location : named) {
        slot.candidateAt(location)
            .filter(c -> !apart.of(slot).base().equals(location) && mayBeIn(slot, location))
            .flatMap(c -> intoRegister(apart, slot, location, c))
            .ifPresent(result::add);
      }
      for (Slot input : contract.slots()) {
        sharing(slot, input).ifPresent(merge -> addSharing(apart, merge, result));
      }
    }
    return result;
  }

  /** Another operand that is there already changes places. */
  private Optional<Allocation> intoRegister(
      Allocation apart, Slot slot, String location, Candidate candidate) {
    Merge why = new Merge.WithRegister(slot, location, candidate.circumstance());
    Allocation moved = apart.with(slot, candidate.register(), why);
    Optional<Slot> other =
        contract.free().stream()
            .filter(s -> s.index() != slot.index() && apart.of(s).base().equals(location))
            .findFirst();
    return other.isEmpty()
        ? Optional.of(moved)
        : other
            .get()
            .candidateAt(apart.of(slot).base())
            .map(c -> moved.with(other.get(), c.register(), why));
  }

  private static void addSharing(Allocation apart, Merge.WithInput merge, List<Allocation> result) {
    String location = apart.of(merge.input()).base();
    if (apart.of(merge.slot()).base().equals(location)) {
      return;
    }
    merge
        .slot()
        .candidateAt(location)
        .ifPresent(c -> result.add(apart.with(merge.slot(), c.register(), merge)));
  }

  /**
   * A late output may share with an input; a late in-out only with an equal value. Two inputs of
   * equal value may share as well: the compiler then has one copy of it.
   */
  private Optional<Merge.WithInput> sharing(Slot slot, Slot input) {
    boolean inputs = slot.direction() == Direction.IN && input.direction() == Direction.IN;
    if (!inputs) {
      return lateSharing(slot, input);
    }
    boolean once = slot.index() < input.index() && !input.fixed();
    boolean known = slot.literal().isPresent() || input.literal().isPresent();
    return once && !known && mayBeEqual(slot, input) && !isApart(slot, input)
        ? Optional.of(new Merge.WithInput(slot, input, true))
        : Optional.empty();
  }

  /** A narrow integer may be the low part of a wide one. */
  private static boolean mayBeEqual(Slot slot, Slot input) {
    return slot.inputBits() == input.inputBits()
        || slot.candidates().getFirst().register().width() <= GENERAL;
  }

  /** No compiler knows that the address of a variable is the value of something else. */
  private boolean isApart(Slot slot, Slot other) {
    Optional<Contract.Extent> here = extentAt(slot);
    Optional<Contract.Extent> there = extentAt(other);
    boolean variable =
        here.filter(Contract.Extent::alone).isPresent()
            || there.filter(Contract.Extent::alone).isPresent();
    return variable && !here.map(Contract.Extent::place).equals(there.map(Contract.Extent::place));
  }

  private Optional<Contract.Extent> extentAt(Slot slot) {
    return contract.extents().stream()
        .filter(e -> e.slot().filter(s -> s.index() == slot.index()).isPresent())
        .findFirst();
  }

  private Optional<Merge.WithInput> lateSharing(Slot late, Slot input) {
    if (late.index() == input.index()
        || !late.direction().isLate()
        || input.direction() != Direction.IN) {
      return Optional.empty();
    }
    if (input.fixed() && !mayBeIn(late, input.register().base())) {
      return Optional.empty();
    }
    boolean whenEqual = late.direction() == Direction.INLATEOUT;
    if (whenEqual && (late.inputBits() != input.inputBits() || isApart(late, input))) {
      return Optional.empty();
    }
    return Optional.of(new Merge.WithInput(late, input, whenEqual));
  }

  /** Whether no fixed operand or clobber forbids a class operand to be at a location. */
  private boolean mayBeIn(Slot slot, String location) {
    boolean late = contract.clobbers().contains(location);
    if (late && slot.writes()) {
      return false;
    }
    return contract.slots().stream()
        .filter(s -> s.fixed() && s.index() != slot.index())
        .filter(s -> s.register().base().equals(location))
        .allMatch(s -> mayShare(slot, s));
  }

  private static boolean mayShare(Slot slot, Slot fixed) {
    boolean slotThenFixed =
        slot.direction() == Direction.IN && fixed.direction() == Direction.LATEOUT;
    boolean fixedThenSlot =
        slot.direction() == Direction.LATEOUT && fixed.direction() == Direction.IN;
    return slotThenFixed || fixedThenSlot;
  }
}
