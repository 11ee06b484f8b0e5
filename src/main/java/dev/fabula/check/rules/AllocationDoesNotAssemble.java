package dev.fabula.check.rules;

import dev.fabula.check.Group;
import dev.fabula.check.Rule;

/** The text has no encoding under some allocation that the contract permits. */
public final class AllocationDoesNotAssemble implements Rule {

  @Override
  public String name() {
    return "allocation-does-not-assemble";
  }

  @Override
  public Group group() {
    return Group.FRAGILE;
  }

  @Override
  public String summary() {
    return "the text has no encoding for some registers that the compiler may pick";
  }
}
