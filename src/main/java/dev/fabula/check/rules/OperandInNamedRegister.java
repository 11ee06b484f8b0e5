package dev.fabula.check.rules;

import dev.fabula.check.Group;
import dev.fabula.check.Phrases;
import dev.fabula.check.UnicityRule;
import dev.fabula.site.Allocation.Merge;

/** An operand may be in a register that the code uses by name. */
public final class OperandInNamedRegister implements UnicityRule {

  @Override
  public String name() {
    return "operand-in-named-register";
  }

  @Override
  public Group group() {
    return Group.FRAGILE;
  }

  @Override
  public String summary() {
    return "an operand may be in a register that the code uses by name";
  }

  @Override
  public boolean concerns(Merge merge) {
    return merge instanceof Merge.WithRegister;
  }

  @Override
  public String message(Merge merge) {
    return "the compiler may put `"
        + merge.slot().name()
        + "` into `"
        + location(merge)
        + "`, which the code uses for something else";
  }

  @Override
  public String help(Merge merge, Phrases words) {
    return "name a register for `"
        + merge.slot().name()
        + "`, or declare `"
        + location(merge)
        + "` so that no operand can be in it";
  }

  private static String location(Merge merge) {
    return merge instanceof Merge.WithRegister with ? with.location() : "";
  }
}
