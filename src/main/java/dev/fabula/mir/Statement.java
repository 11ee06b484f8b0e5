package dev.fabula.mir;

/** A statement that is not the last of its block. */
public sealed interface Statement {

  /** An assignment. */
  record Assign(Place place, Rvalue value) implements Statement {}

  /** What is undefined behaviour if it is false. */
  record Assume(Operand condition) implements Statement {}

  /** A copy of {@code count} elements between ranges that do not overlap. */
  record Copy(Operand to, Operand from, Operand count) implements Statement {}

  /**
   * The start or the end of a local's memory.
   *
   * @param local the local
   * @param live whether it starts
   */
  record Storage(int local, boolean live) implements Statement {}

  /** A place whose references become new ones, with rights of their own. */
  record Retag(Place place, Reason reason) implements Statement {}

  /** Why references become new ones. */
  enum Reason {
    /** They were copied. */
    COPY,
    /** They are arguments of the function that starts. */
    ENTRY,
    /** A raw pointer is made of one. */
    RAW
  }

  /** Makes an enum the variant of a number. */
  record SetDiscriminant(Place place, long variant) implements Statement {}

  /** A place that is looked for, and nothing else. */
  record Mention(Place place) implements Statement {}

  /** A statement that is not understood: what it is, as a clause. */
  record Other(String what) implements Statement {}

  /** A statement without effect on values. */
  record Nothing() implements Statement {}
}
