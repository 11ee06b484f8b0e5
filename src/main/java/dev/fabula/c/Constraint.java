package dev.fabula.c;

import java.util.List;
import java.util.Set;

/**
 * What a constraint says (GCC manual, 6.11.3).
 *
 * @param reads whether the operand's value goes in
 * @param writes whether a value comes out
 * @param early the alternatives in which the output may be written before all inputs are read
 * @param commutes whether the compiler may exchange its value with that of the next operand
 * @param alternatives the forms under each alternative, of which the compiler picks one for all
 *     operands together
 */
record Constraint(
    boolean reads,
    boolean writes,
    Set<Integer> early,
    boolean commutes,
    List<List<Form>> alternatives) {

  /** Copies the collections. */
  Constraint {
    early = Set.copyOf(early);
    alternatives = alternatives.stream().map(List::copyOf).toList();
  }

  /** One kind of place that the compiler may choose. */
  sealed interface Form {}

  /** A register of a class of our tables. */
  record Class(String name) implements Form {}

  /** One of some registers. */
  record Registers(List<String> names) implements Form {

    /** Copies the names. */
    Registers {
      names = List.copyOf(names);
    }
  }

  /** A value in two registers, the low part first. */
  record Pair(String low, String high) implements Form {}

  /**
   * A register of a class that the width of the value tells.
   *
   * @param word the class for up to 32 bits
   * @param twice for 64 bits
   * @param fourfold for 128 bits
   */
  record Sized(String word, String twice, String fourfold) implements Form {}

  /** Whether flags meet a condition when the code ends, as {@code "=@ccnz"} asks. */
  record Flag(String condition) implements Form {}

  /** Memory. */
  record Memory() implements Form {}

  /** An address in a register. */
  record Address() implements Form {}

  /** A constant. */
  record Immediate() implements Form {}

  /** The place of an output. */
  record Match(int operand) implements Form {}

  /** Something that is not modelled. */
  record Other(String what) implements Form {}
}
