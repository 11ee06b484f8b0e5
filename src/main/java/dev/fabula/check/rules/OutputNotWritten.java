package dev.fabula.check.rules;

import dev.fabula.check.Examination;
import dev.fabula.check.Group;
import dev.fabula.check.Wording;
import dev.fabula.exec.Origin;
import java.util.Set;

/** An output's register is not written in full on some path. */
public final class OutputNotWritten extends DependenceRule {

  @Override
  public String name() {
    return "output-not-written";
  }

  @Override
  public Group group() {
    return Group.UNSOUND;
  }

  @Override
  public String summary() {
    return "an output is left without a value on some path";
  }

  @Override
  boolean concerns(Dependence.Sink sink, Examination examination, Origin origin) {
    return isUnwritten(sink, examination, origin) && !sink.slot().orElseThrow().mayStayUnset();
  }

  /** Whether the output still has bits of its own entry value. */
  static boolean isUnwritten(Dependence.Sink sink, Examination examination, Origin origin) {
    return sink.kind() == Dependence.Kind.OUTPUT
        && origin instanceof Origin.Unset unset
        && unset.slot().index() == sink.slot().orElseThrow().index()
        && Dependence.isCarried(sink.value(), v -> examination.run().origin(v).equals(origin));
  }

  @Override
  Wording wording(Dependence.Sink sink, Set<String> names) {
    return Wording.about("the output ", sink.slot().orElseThrow().name(), " is not written");
  }

  @Override
  String help(Dependence.Sink sink, Set<String> names) {
    return "write all of its bits on every path, or make it `inout` with an initial value";
  }

  @Override
  String nameOf(Origin origin) {
    return origin instanceof Origin.Unset unset ? unset.location().name() : "";
  }
}
