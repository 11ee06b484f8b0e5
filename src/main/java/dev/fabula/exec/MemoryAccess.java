package dev.fabula.exec;

import dev.fabula.isa.Access;
import dev.fabula.isa.Instruction;
import dev.fabula.term.Term;
import java.util.Optional;

/**
 * One access to memory on a path.
 *
 * @param at the instruction that made it
 * @param write whether it is a store
 * @param access size, order and kind; empty for a sweep over an extent that is no constant
 * @param address where it starts
 * @param region which memory that is
 * @param value what was stored or loaded; empty for a sweep
 * @param stackPointer the stack pointer before the instruction
 */
public record MemoryAccess(
    Instruction at,
    boolean write,
    Optional<Access> access,
    Term address,
    Region region,
    Optional<Term> value,
    Term stackPointer) {}
