package dev.fabula.mir;

/** A value that an instruction of MIR takes. */
public sealed interface Operand {

  /**
   * The value in a place.
   *
   * @param moved whether the place holds nothing afterwards
   */
  record Use(Place place, boolean moved) implements Operand {}

  /**
   * A constant.
   *
   * @param text the constant as MIR prints it, behind the word {@code const}
   */
  record Constant(String text) implements Operand {}

  /** Whether the standard library checks its preconditions; false for us. */
  record UbChecks() implements Operand {}
}
