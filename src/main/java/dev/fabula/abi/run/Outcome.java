package dev.fabula.abi.run;

/** What became of one stub, compiled in one way. */
public sealed interface Outcome {

  /** All was as described. */
  record Passed() implements Outcome {}

  /**
   * Something was not as described.
   *
   * @param what what it was, as a clause
   */
  record Failed(String what) implements Outcome {}

  /**
   * It was not run.
   *
   * @param why the reason, as a clause
   */
  record Skipped(String why) implements Outcome {}
}
