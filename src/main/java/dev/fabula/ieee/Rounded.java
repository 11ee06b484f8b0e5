package dev.fabula.ieee;

import dev.fabula.term.KnownFunction;
import dev.fabula.term.Term;
import java.util.List;
import java.util.Optional;

/** A processor's operation on floats, of operands and its control state. */
public interface Rounded extends KnownFunction {

  /** Bits of the value, which is in the low bits of the result. */
  int to();

  /** Whether the value is a float. */
  boolean yieldsFloat();

  /**
   * The value as {@link SoftFloat} has it: equal, or both are NaNs if it is a float. Empty where
   * the control state is not known, or where it asks for what others do not do.
   */
  Optional<Term> soft(List<Term> arguments);
}
