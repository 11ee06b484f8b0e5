package dev.fabula.exec;

import dev.fabula.isa.Location;
import dev.fabula.site.Slot;

/** Where the value of a variable comes from, and whether a site may let it show. */
public sealed interface Origin {

  /** Whether outputs may depend on it (Reference, asm.rules.reg-not-input). */
  default boolean isDefined() {
    return switch (this) {
      case Input input -> true;
      case Kept kept -> true;
      case Made made -> true;
      case NarrowTop top -> false;
      case Undeclared undeclared -> false;
      case Unset unset -> false;
      case Flag flag -> false;
      case OwnStack stack -> false;
      case Undefined undefined -> false;
    };
  }

  /** The value of an input operand. */
  record Input(Slot slot) implements Origin {}

  /** State that the platform defines at entry: stack pointer, segment bases, control state. */
  record Kept(Location location) implements Origin {}

  /** A value that something outside of the site made during it: a kernel, a device, memory. */
  record Made(String what) implements Origin {}

  /** The bits of an input's register above the input's value. */
  record NarrowTop(Slot slot, Location location) implements Origin {}

  /** The entry value of a register that no operand declares. */
  record Undeclared(Location location) implements Origin {}

  /** The entry value of an output's register. */
  record Unset(Slot slot, Location location) implements Origin {}

  /** The entry value of a flag. */
  record Flag(Location location) implements Origin {}

  /** What the stack held below the stack pointer at entry. */
  record OwnStack() implements Origin {}

  /** A result that the architecture leaves undefined, or a register that a callee left behind. */
  record Undefined(String what) implements Origin {}
}
