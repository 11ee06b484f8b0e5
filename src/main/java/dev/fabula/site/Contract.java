package dev.fabula.site;

import dev.fabula.asm.Architecture;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a site promises its compiler, independent of the language it is written in.
 *
 * @param architecture the architecture of the code
 * @param slots the register operands, in source order
 * @param clobbers names of the locations that are lost by {@code clobber_abi}; each counts as a
 *     discarded late output
 * @param options what is promised beyond the operands
 * @param kind whether the site is a block, a function body or free-standing
 */
public record Contract(
    Architecture architecture,
    List<Slot> slots,
    Set<String> clobbers,
    Set<Option> options,
    MacroKind kind) {

  /** Copies all collections. */
  public Contract {
    slots = List.copyOf(slots);
    clobbers = Set.copyOf(clobbers);
    options = Set.copyOf(options);
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
