package dev.fabula.ieee;

/** The exceptions of an operation, as bits of a number (IEEE 754-2019, 7). */
public final class Flag {
  /** No useful result: the operands are not in the operation's domain. */
  public static final int INVALID = 1;

  /** An operand is denormal: not in the standard, but in x86 and Arm. */
  public static final int DENORMAL = 2;

  /** An exact infinity from finite operands. */
  public static final int DIVISION_BY_ZERO = 4;

  /** The rounded magnitude is beyond the largest float. */
  public static final int OVERFLOW = 8;

  /** The result is tiny and not exact. */
  public static final int UNDERFLOW = 16;

  /** The result is rounded. */
  public static final int INEXACT = 32;

  private Flag() {}
}
