package dev.fabula.check.rules;

import dev.fabula.check.Group;
import dev.fabula.check.Phrases;
import dev.fabula.check.UnicityRule;
import dev.fabula.site.Allocation.Merge;

/** A late output is written while an input that may share its register is still needed. */
public final class LateOutputWrittenEarly implements UnicityRule {

  @Override
  public String name() {
    return "late-output-written-early";
  }

  @Override
  public Group group() {
    return Group.FRAGILE;
  }

  @Override
  public String summary() {
    return "a late output is written before all inputs are read";
  }

  @Override
  public boolean concerns(Merge merge) {
    return merge instanceof Merge.WithInput && merge.slot().direction().isLate();
  }

  @Override
  public String message(Merge merge) {
    return "`"
        + merge.slot().name()
        + "` is a late output, but is written before all inputs are read";
  }

  @Override
  public String help(Merge merge, Phrases words) {
    return words.makeEarly(merge.slot());
  }
}
