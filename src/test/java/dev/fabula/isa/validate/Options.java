package dev.fabula.isa.validate;

import java.util.function.Predicate;

/**
 * What to compare.
 *
 * @param seed of all that is random
 * @param instances most forms of one shape
 * @param states entry states of each form
 * @param share part of all shapes that is taken
 * @param executions the forms are run again, from other states, until there are so many
 * @param wanted which mnemonics
 */
record Options(
    long seed, int instances, int states, double share, int executions, Predicate<String> wanted) {

  /** One form in so many has its results proved by the solver too. */
  static final int PROVED = 16;

  /** Part of the states that are enumerated: of a sample still less, they are so many. */
  double enumerated() {
    return share < 1 ? share / 20 : 1;
  }
}
