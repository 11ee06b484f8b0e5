package dev.fabula.check.rules;

import dev.fabula.check.Examination;
import dev.fabula.check.Group;
import dev.fabula.check.Phrases;
import dev.fabula.check.Wording;
import dev.fabula.exec.Origin;
import java.util.Set;

/** The bits of a register above a narrow input are read. */
public final class NarrowValueReadWide extends DependenceRule {

  @Override
  public String name() {
    return "narrow-value-read-wide";
  }

  @Override
  public Group group() {
    return Group.UNSOUND;
  }

  @Override
  public String summary() {
    return "the undefined bits above a narrow input are read";
  }

  @Override
  boolean concerns(Dependence.Sink sink, Examination examination, Origin origin) {
    return origin instanceof Origin.NarrowTop;
  }

  @Override
  Wording wording(Dependence.Sink sink, Set<String> names) {
    return Wording.plain(
        sink.display() + " depends on the undefined bits above the input " + list(names));
  }

  @Override
  String help(Dependence.Sink sink, Phrases words) {
    return "use the narrow name of the register (a modifier), or widen the value "
        + words.either("in Rust", "in C");
  }

  @Override
  String nameOf(Origin origin) {
    return origin instanceof Origin.NarrowTop top ? top.slot().name() : "";
  }
}
