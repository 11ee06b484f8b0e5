package dev.fabula.exec;

import dev.fabula.isa.Location;
import dev.fabula.isa.OperandRegister;
import dev.fabula.site.Allocation;
import dev.fabula.site.Contract;
import dev.fabula.site.Slot;
import dev.fabula.term.Term;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * How a site has to change the stack of x87 registers, whose places are numbered from the top (GCC
 * manual, 6.11.2.9). Inputs that are clobbered or match an output are gone behind the site, outputs
 * lie on top, and all else stays. What is declared beyond inputs is free for the site: as many
 * registers are empty at entry.
 *
 * @param used how many registers from the top on are in use at entry for certain
 * @param popped how many of them are gone behind the site
 * @param outputs how many outputs are then on top
 * @param empty how many registers are empty at entry for certain, those farthest from the top
 */
record FloatStack(int used, int popped, int outputs, int empty) {

  private static final int DEPTH = 8;
  private static final String TAG = "x87_tag";
  private static final String TOP = "x87_top";

  /** The stack of an allocation, if the contract says which places it uses. */
  static Optional<FloatStack> of(Contract contract, Allocation allocation) {
    if (!contract.placesFloats()) {
      return Optional.empty();
    }
    Set<Integer> inputs = places(contract, allocation, Slot::reads);
    Set<Integer> outputs = places(contract, allocation, s -> s.outputBits() > 0);
    Set<Integer> popped =
        places(contract, allocation, s -> s.writes() && (s.reads() || s.outputBits() == 0));
    popped.retainAll(inputs);
    Set<Integer> all = places(contract, allocation, _ -> true);
    int deepest = inputs.stream().max(Integer::compare).orElse(-1);
    return Optional.of(
        new FloatStack(
            deepest + 1, popped.size(), outputs.size(), Math.max(0, all.size() - inputs.size())));
  }

  private static Set<Integer> places(
      Contract contract, Allocation allocation, Predicate<Slot> wanted) {
    Set<Integer> result = new TreeSet<>();
    for (Slot slot : contract.slots()) {
      OperandRegister register = allocation.of(slot);
      if (wanted.test(slot) && register.classes().contains("x87_reg")) {
        result.add(register.base().charAt(2) - '0');
      }
    }
    return result;
  }

  /**
   * Whether all of the stack is empty at entry, since the site gives it up (Reference,
   * asm.rules.x86-x87).
   */
  static boolean isEmpty(Contract contract, Allocation allocation) {
    return of(contract, allocation)
        .map(stack -> stack.empty() == DEPTH)
        .orElseGet(() -> isClobbered(contract, allocation));
  }

  private static boolean isClobbered(Contract contract, Allocation allocation) {
    return IntStream.range(0, DEPTH)
        .mapToObj(i -> "st" + i)
        .allMatch(name ->
            contract.clobbers().contains(name)
                || allocation.at(contract, name).stream().anyMatch(Slot::writes));
  }

  /** Whether a location is part of the stack. */
  static boolean holds(Location location) {
    return location.kind() == Location.Kind.X87 || counts(location);
  }

  /** Whether a location tells which registers are in use. */
  static boolean counts(Location location) {
    return location.name().equals(TAG) || location.name().equals(TOP);
  }

  /**
   * Which registers are in use at entry.
   *
   * @param unknown what stands for those of which that is not known
   */
  Term tag(Term unknown) {
    Term result = tagBit(unknown, 0);
    for (int n = 1; n < DEPTH; n++) {
      result = tagBit(unknown, n).concat(result);
    }
    return result;
  }

  private Term tagBit(Term unknown, int n) {
    if (n < used) {
      return unknown.bank().trueTerm();
    }
    return n >= DEPTH - empty ? unknown.bank().falseTerm() : unknown.bit(n);
  }

  /** What a location of the stack has to hold behind the site; empty where that does not matter. */
  Optional<Term> expected(Location location, Run run) {
    Term entry = run.entryValue(location);
    return switch (location.name()) {
      case TAG -> Optional.of(tagBehind(entry));
      case TOP -> Optional.of(entry.add(popped).sub(outputs));
      default -> {
        int before = placeBefore(location.name().charAt(2) - '0');
        yield stays(before)
            ? Optional.of(
                run.entryValue(run.registers().view("st" + before).orElseThrow().location()))
            : Optional.empty();
      }
    };
  }

  private int placeBefore(int behind) {
    return behind < outputs ? -1 : behind - outputs + popped;
  }

  private boolean stays(int place) {
    return place >= popped && place < DEPTH - empty;
  }

  private Term tagBehind(Term entry) {
    Term result = bitBehind(entry, 0);
    for (int n = 1; n < DEPTH; n++) {
      result = bitBehind(entry, n).concat(result);
    }
    return result;
  }

  private Term bitBehind(Term entry, int n) {
    int before = placeBefore(n);
    if (n < outputs) {
      return entry.bank().trueTerm();
    }
    return stays(before) ? entry.bit(before) : entry.bank().falseTerm();
  }
}
