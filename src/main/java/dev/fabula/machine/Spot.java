package dev.fabula.machine;

/**
 * A place in a program that runs.
 *
 * @param code the function
 * @param block the block's number
 * @param index the statement's number in it
 */
record Spot(Code code, int block, int index) {

  /** Where it comes from, as MIR prints it; empty if that is not known. */
  String printed() {
    return code.place(block, index);
  }
}
