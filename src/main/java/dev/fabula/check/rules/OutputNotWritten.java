package dev.fabula.check.rules;

import dev.fabula.check.Examination;
import dev.fabula.check.Group;
import dev.fabula.check.Phrases;
import dev.fabula.check.Suspicion;
import dev.fabula.check.Wording;
import dev.fabula.exec.Origin;
import dev.fabula.term.Op;
import dev.fabula.term.Term;
import java.util.Set;
import java.util.function.Consumer;

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
  public void examine(Examination examination, Consumer<Suspicion> suspicions) {
    super.examine(examination, suspicions);
    new MemoryOperands(this, examination, suspicions).unwrittenOutputs();
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

  /** Bits above those written hold anything, which is well if nobody looks at them. */
  @Override
  Group groupOf(Examination examination, Dependence.Sink sink, Set<String> names) {
    return writtenBits(sink.value()) > 0 ? Group.FRAGILE : group();
  }

  /** How many low bits of an output are written; 0 if that is not told by its form. */
  private static int writtenBits(Term value) {
    if (value.op() != Op.CONCAT) {
      return 0;
    }
    Term low = value.argument(value.arity() - 1);
    return low.variables().stream().anyMatch(value.argument(0).variables()::contains)
        ? 0
        : low.width();
  }

  @Override
  Wording wording(Dependence.Sink sink, Set<String> names) {
    int bits = writtenBits(sink.value());
    if (bits > 0) {
      return Wording.about(
          "the output ",
          sink.slot().orElseThrow().name(),
          " is written in its low " + bits + " bits only");
    }
    return Wording.about("the output ", sink.slot().orElseThrow().name(), " is not written");
  }

  @Override
  String help(Dependence.Sink sink, Phrases words) {
    return "write all of its bits on every path, or make it "
        + words.either("`inout`", "`+r`")
        + " with an initial value";
  }

  @Override
  String nameOf(Origin origin) {
    return origin instanceof Origin.Unset unset ? unset.location().name() : "";
  }
}
