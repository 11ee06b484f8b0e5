package dev.fabula.site;

import dev.fabula.asm.Architecture;
import dev.fabula.source.Span;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a site promises its compiler, independent of the language it is written in.
 *
 * @param target the machine that the code is for
 * @param slots the register operands, in source order
 * @param clobbers names of the locations that are lost by {@code clobber_abi}; each counts as a
 *     discarded late output
 * @param abis the names in {@code clobber_abi}
 * @param callees the functions among the operands whose declarations are known, by operand
 * @param options what is promised beyond the operands
 * @param extents the memory operands
 * @param kind whether the site is a block, a function body or free-standing
 * @param system what the system does that the site calls; empty if only its usual conventions are
 *     known
 * @param placesFloats whether the compiler counts on which places of the x87 stack are in use
 *     before and behind the site (GCC manual, 6.11.2.9, x86 Floating-Point asm Operands)
 */
public record Contract(
    Target target,
    List<Slot> slots,
    Set<String> clobbers,
    Set<String> abis,
    Map<Integer, Callee> callees,
    Set<Option> options,
    List<Extent> extents,
    MacroKind kind,
    Optional<SystemInterface> system,
    boolean placesFloats) {

  /** Copies all collections. */
  public Contract {
    slots = List.copyOf(slots);
    clobbers = Set.copyOf(clobbers);
    abis = Set.copyOf(abis);
    callees = Map.copyOf(callees);
    options = Set.copyOf(options);
    extents = List.copyOf(extents);
  }

  /**
   * Memory that an operand gives to the site.
   *
   * @param operand the operand's number in the site
   * @param place the operand whose symbol it is at, if no register holds its address
   * @param slot the register operand that holds its address; empty if a symbol does
   * @param stackOffset how far above the stack pointer at entry it is, in bytes; empty if it is not
   *     addressed by the stack pointer
   * @param name how messages call it
   * @param span the operand in the source
   * @param bytes its size; 0 if it is not known
   * @param reads whether its content at entry is defined
   * @param writes whether it may be written
   * @param alone whether nothing but the operand's own address leads there
   */
  public record Extent(
      int operand,
      int place,
      Optional<Slot> slot,
      OptionalInt stackOffset,
      String name,
      Span span,
      int bytes,
      boolean reads,
      boolean writes,
      boolean alone) {}

  /** A contract with a system of which only the usual conventions are known. */
  public Contract(
      Target target,
      List<Slot> slots,
      Set<String> clobbers,
      Set<String> abis,
      Map<Integer, Callee> callees,
      Set<Option> options,
      List<Extent> extents,
      MacroKind kind) {
    this(target, slots, clobbers, abis, callees, options, extents, kind, Optional.empty(), false);
  }

  /** The same where nobody looks at some outputs. */
  public Contract dropping(Predicate<Slot> unseen) {
    return new Contract(
        target,
        slots.stream().map(s -> unseen.test(s) ? s.unseen() : s).toList(),
        clobbers,
        abis,
        callees,
        options,
        extents,
        kind,
        system,
        placesFloats);
  }

  /** The same with a system that is described. */
  public Contract calling(SystemInterface described) {
    return new Contract(
        target,
        slots,
        clobbers,
        abis,
        callees,
        options,
        extents,
        kind,
        Optional.of(described),
        placesFloats);
  }

  /** The architecture of the code. */
  public Architecture architecture() {
    return target.architecture();
  }

  /** Whether the option is promised. */
  public boolean promises(Option option) {
    return options.contains(option);
  }

  /** The slot of an operand, if the operand is in a register. */
  public Optional<Slot> slotOf(int operand) {
    return slots.stream().filter(s -> s.operand() == operand).findFirst();
  }

  /** The slots whose register the source does not name. */
  public List<Slot> free() {
    return slots.stream().filter(s -> !s.fixed()).toList();
  }
}
