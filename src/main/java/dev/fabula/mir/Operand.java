package dev.fabula.mir;

/** A value that an instruction of MIR takes. */
public sealed interface Operand {

  /** The value in a place, whether copied or moved. */
  record Use(Place place) implements Operand {}

  /**
   * A constant.
   *
   * @param text the constant as MIR prints it, behind the word {@code const}
   */
  record Constant(String text) implements Operand {}

  /** Whether the standard library checks its preconditions; false for us. */
  record UbChecks() implements Operand {}
}
