package dev.fabula.isa;

import org.jspecify.annotations.Nullable;

/**
 * A place of machine state that holds one value: a whole register of the register file, one flag,
 * or one piece of control state. Narrower names of a register are {@link RegisterView}s of it.
 *
 * @param name lower-case name of the widest register at this place, as in {@code rax}, {@code
 *     zmm0}, {@code x0}, {@code cf}
 * @param width width in bits
 * @param kind what the place is for
 */
public record Location(String name, int width, Kind kind) {

  /** What a location is for, as far as the rules of a contract tell locations apart. */
  public enum Kind {
    /** A general-purpose register. */
    GENERAL,
    /** A float or vector register. */
    VECTOR,
    /** A mask or predicate register. */
    MASK,
    /** A register of the x87 stack or an MMX register that overlays it. */
    X87,
    /** Condition bits that sites declare as they do registers, though no operand can be there. */
    CONDITION,
    /** The stack pointer. */
    STACK_POINTER,
    /** A condition or status flag that {@code preserves_flags} covers. */
    FLAG,
    /** The x86 direction flag. */
    DIRECTION,
    /** Control state that every site has to keep, such as rounding modes. */
    CONTROL,
    /** State of the system or thread: segment bases, system registers, interrupt masks. */
    SYSTEM,
    /** A register that reads as zero and ignores writes. */
    ZERO
  }

  /** As of any record; what the compiler makes of it is slow, and states are maps of locations. */
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || other instanceof Location l && width == l.width && kind == l.kind && name.equals(l.name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
