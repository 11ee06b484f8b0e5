package dev.fabula.check.rules;

import dev.fabula.check.Examination;
import dev.fabula.check.Group;
import dev.fabula.check.Phrases;
import dev.fabula.check.Wording;
import dev.fabula.exec.Origin;
import java.util.Set;

/** A result that the architecture or a callee leaves undefined shows. */
public final class UndefinedResultUsed extends DependenceRule {

  @Override
  public String name() {
    return "undefined-result-used";
  }

  @Override
  public Group group() {
    return Group.UNSOUND;
  }

  @Override
  public String summary() {
    return "something depends on a result that an instruction leaves undefined";
  }

  @Override
  boolean concerns(Dependence.Sink sink, Examination examination, Origin origin) {
    return origin instanceof Origin.Undefined || origin instanceof Origin.OwnStack;
  }

  @Override
  Wording wording(Dependence.Sink sink, Set<String> names) {
    return Wording.plain(
        sink.display() + " depends on something undefined: " + String.join(", ", names));
  }

  @Override
  String help(Dependence.Sink sink, Phrases words) {
    return "do not use it, or exclude the inputs for which it is undefined";
  }

  @Override
  String nameOf(Origin origin) {
    return switch (origin) {
      case Origin.Undefined undefined -> undefined.what();
      case Origin.OwnStack stack -> "what the stack holds below the stack pointer";
      case Origin.Input input -> "";
      case Origin.Kept kept -> "";
      case Origin.Made made -> "";
      case Origin.NarrowTop top -> "";
      case Origin.Undeclared undeclared -> "";
      case Origin.Unset unset -> "";
      case Origin.Flag flag -> "";
    };
  }
}
