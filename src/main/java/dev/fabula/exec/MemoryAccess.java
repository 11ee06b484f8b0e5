package dev.fabula.exec;

import dev.fabula.isa.Access;
import dev.fabula.isa.Instruction;
import dev.fabula.isa.Reach;
import dev.fabula.term.Term;
import java.util.List;
import java.util.Optional;

/**
 * One access to memory on a path.
 *
 * @param at the instruction that made it
 * @param step how many instructions came before that on the path
 * @param write whether it is a store
 * @param access size, order and kind; empty for a sweep over an extent that is no constant
 * @param address where it starts
 * @param reach how many bytes it touches from there on
 * @param region which memory that is
 * @param value what was stored or loaded; empty for a sweep
 * @param given what a sweep depends on beside its address and the memory
 * @param stackPointer the stack pointer before the instruction
 */
public record MemoryAccess(
    Instruction at,
    int step,
    boolean write,
    Optional<Access> access,
    Term address,
    Reach reach,
    Region region,
    Optional<Term> value,
    List<Term> given,
    Term stackPointer) {

  /** Half of the smallest bank of registers that tasks switch. */
  public static final int LEAST_OF_A_CONTEXT = 8;

  /** Copies the list. */
  public MemoryAccess {
    given = List.copyOf(given);
  }

  /** The values that decide what a store leaves behind; none where it saves a whole context. */
  public List<Term> values() {
    return value.map(List::of).orElse(given.size() < LEAST_OF_A_CONTEXT ? given : List.of());
  }

  /** The same so many steps later. */
  public MemoryAccess later(int by) {
    return new MemoryAccess(
        at, step + by, write, access, address, reach, region, value, given, stackPointer);
  }
}
