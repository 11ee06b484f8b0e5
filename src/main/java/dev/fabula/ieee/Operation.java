package dev.fabula.ieee;

/** Operations on floats of one format with a result of the same (IEEE 754-2019, 5.4.1). */
public enum Operation {
  /** The sum of two. */
  ADD(2),
  /** The first less the second. */
  SUBTRACT(2),
  /** The product of two. */
  MULTIPLY(2),
  /** The first divided by the second. */
  DIVIDE(2),
  /** The square root. */
  ROOT(1),
  /** The product of the first two plus the third, rounded once. */
  MULTIPLY_ADD(3);

  private final int operands;

  Operation(int operands) {
    this.operands = operands;
  }

  /** The number of operands. */
  public int operands() {
    return operands;
  }
}
