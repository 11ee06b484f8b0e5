package dev.fabula.mir;

/** A statement that is not the last of its block. */
public sealed interface Statement {

  /** An assignment. */
  record Assign(Place place, Rvalue value) implements Statement {}

  /** What is undefined behaviour if it is false. */
  record Assume(Operand condition) implements Statement {}

  /** A copy of {@code count} elements between ranges that do not overlap. */
  record Copy(Operand to, Operand from, Operand count) implements Statement {}

  /** A statement without effect on values. */
  record Nothing() implements Statement {}
}
