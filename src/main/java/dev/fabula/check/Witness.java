package dev.fabula.check;

import java.util.List;

/**
 * An allocation and an entry state under which a promise breaks, with the steps to it, as it was
 * seen in a replay with constants.
 *
 * @param allocation the register of each operand
 * @param entry entry values that matter
 * @param steps the instructions that were executed
 * @param outcome what came of it, against what the compiler believed
 */
public record Witness(
    List<Placement> allocation, List<Value> entry, List<Step> steps, String outcome) {

  /** Copies the lists. */
  public Witness {
    allocation = List.copyOf(allocation);
    entry = List.copyOf(entry);
    steps = List.copyOf(steps);
  }

  /**
   * An operand in its register.
   *
   * @param operand the operand as messages call it
   * @param register the register
   */
  public record Placement(String operand, String register) {}

  /**
   * A value at entry.
   *
   * @param name what holds it
   * @param value the value in hexadecimal
   */
  public record Value(String name, String value) {}

  /**
   * An executed instruction.
   *
   * @param instruction its text
   * @param effect what it changed; empty if nothing that matters
   */
  public record Step(String instruction, String effect) {}
}
