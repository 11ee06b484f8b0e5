package dev.fabula.check;

import dev.fabula.site.Allocation.Merge;

/** A rule that the register allocation must not matter. */
public interface UnicityRule extends Rule {

  /** Whether the rule is about merges of this kind. */
  boolean concerns(Merge merge);

  /** The message for a merge. */
  String message(Merge merge);

  /** What to do about it. */
  String help(Merge merge, Phrases words);

  @Override
  default boolean concernsValues() {
    return true;
  }
}
