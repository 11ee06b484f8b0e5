package dev.fabula.check;

import java.util.Set;

/** One checked promise. */
public interface Rule {

  /** The kebab-case name, unique among all rules and never used again for another. */
  String name();

  /** How sure a finding of this rule is where no circumstance makes it less so. */
  Group group();

  /** What is wrong where the rule reports, in one line without capital or full stop. */
  String summary();

  /**
   * Whether it asks only that values do not depend on what is undefined or on the allocation: where
   * a story says what the values are, nothing of it is left.
   */
  default boolean concernsValues() {
    return false;
  }

  /** Names of the rules that report the same mistake at the same place in other words. */
  default Set<String> supersedes() {
    return Set.of();
  }
}
