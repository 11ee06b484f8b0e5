package dev.fabula.term;

/**
 * The operator of a {@link Term}: the few that remain after normalisation.
 *
 * <p>Every other operation of the fluent interface is written in terms of these: subtraction is an
 * addition with coefficient −1, zero extension a concatenation with zeros, a shift by a constant a
 * concatenation of an extract, {@code or} an {@code and} of complements, {@code ule} the complement
 * of {@code ult}.
 */
public enum Op {
  /** A number of known value. */
  CONSTANT,
  /** A named unknown vector. */
  VARIABLE,
  /** A named unknown memory. */
  MEMORY,
  /** A function with a vector result, uninterpreted or {@link KnownFunction known}. */
  APPLY,
  /** An uninterpreted function with a memory result. */
  APPLY_MEMORY,
  /** Bitwise complement. */
  NOT,
  /** Bitwise conjunction of two or more; a constant stands first. */
  AND,
  /** Bitwise difference: either a constant and one other, or two or more that are no constants. */
  XOR,
  /** Sum modulo 2^width: either a constant and its base, or two or more that are no constants. */
  ADD,
  /** Product modulo 2^width of two; a constant stands first. */
  MUL,
  /** Unsigned quotient; all ones when divided by zero. */
  UDIV,
  /** Unsigned remainder; the dividend when divided by zero. */
  UREM,
  /** Signed quotient, truncated toward zero; by zero −1 for a dividend ≥ 0, else 1. */
  SDIV,
  /** Signed remainder with the dividend's sign; the dividend when divided by zero. */
  SREM,
  /** Shift left; zero for amounts ≥ width. */
  SHL,
  /** Logical shift right; zero for amounts ≥ width. */
  LSHR,
  /** Arithmetic shift right; copies of the sign for amounts ≥ width. */
  ASHR,
  /** Rotation left, amount modulo width. */
  ROTL,
  /** Rotation right, amount modulo width. */
  ROTR,
  /** Equality, of width 1. */
  EQ,
  /** Unsigned less than, of width 1. */
  ULT,
  /** Signed less than, of width 1. */
  SLT,
  /** Choice by a condition of width 1, between vectors or memories. */
  ITE,
  /** The bits {@link Term#high()} to {@link Term#low()}. */
  EXTRACT,
  /** Juxtaposition of two or more vectors, the most significant first. */
  CONCAT,
  /** Sign extension. */
  SEXT,
  /** Number of ones, in the same width. */
  POPCOUNT,
  /** Number of leading zeros, in the same width; the width for zero. */
  CLZ,
  /** Number of trailing zeros, in the same width; the width for zero. */
  CTZ,
  /** Bits in opposite order. */
  BIT_REVERSE,
  /** Little-endian read of {@code width / 8} bytes: memory, address. */
  LOAD,
  /** A memory with bytes replaced, little-endian: memory, address, value. */
  STORE
}
