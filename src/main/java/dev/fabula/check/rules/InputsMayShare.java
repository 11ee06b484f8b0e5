package dev.fabula.check.rules;

import dev.fabula.check.Group;
import dev.fabula.check.Phrases;
import dev.fabula.check.UnicityRule;
import dev.fabula.site.Allocation.Merge;

/** An input's register is changed for a while in which another input may be the same register. */
public final class InputsMayShare implements UnicityRule {

  @Override
  public String name() {
    return "inputs-may-share";
  }

  @Override
  public Group group() {
    return Group.FRAGILE;
  }

  @Override
  public String summary() {
    return "an input is changed for a while, and another input may be in the same register";
  }

  @Override
  public boolean concerns(Merge merge) {
    return merge instanceof Merge.WithInput && !merge.slot().direction().isLate();
  }

  @Override
  public String message(Merge merge) {
    return "`"
        + merge.slot().name()
        + "` and `"
        + other(merge)
        + "` may be in one register when they are equal, which the code does not expect";
  }

  @Override
  public String help(Merge merge, Phrases words) {
    return words.either(
        "declare the one that the code changes as `inout(…) … => _`, so that it shares with no"
            + " input",
        "make the one that the code changes an output too");
  }

  private static String other(Merge merge) {
    return merge instanceof Merge.WithInput with ? with.input().name() : "";
  }
}
