package dev.fabula.check.rules;

import dev.fabula.check.Examination;
import dev.fabula.check.Fix;
import dev.fabula.check.Fixes;
import dev.fabula.check.Group;
import dev.fabula.check.Phrases;
import dev.fabula.check.Suspicion;
import dev.fabula.check.Wording;
import dev.fabula.exec.Origin;
import dev.fabula.site.Slot;
import dev.fabula.term.Term;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** An output's register is read before the site has written it. */
public final class OutputReadEarly extends DependenceRule {

  @Override
  public String name() {
    return "output-read-before-written";
  }

  @Override
  public Group group() {
    return Group.UNSOUND;
  }

  @Override
  public String summary() {
    return "the register of an `out` operand is read before it is written";
  }

  @Override
  public void examine(Examination examination, Consumer<Suspicion> suspicions) {
    super.examine(examination, suspicions);
    new MemoryOperands(this, examination, suspicions).earlyReads();
  }

  @Override
  boolean concerns(Dependence.Sink sink, Examination examination, Origin origin) {
    return origin instanceof Origin.Unset
        && !(FlagReport.isCondition(origin) && FlagReport.isOfConditions(examination, sink))
        && !OutputNotWritten.isUnwritten(sink, examination, origin);
  }

  @Override
  Wording wording(Dependence.Sink sink, Set<String> names) {
    return Wording.plain(
        sink.display() + " depends on the entry value of the output register " + list(names));
  }

  @Override
  String help(Dependence.Sink sink, Phrases words) {
    return words.either(
        "an `out` register is undefined at entry: give it a value, or make it `inout`",
        "the register of an output is undefined at entry: give it a value, or write `+`");
  }

  @Override
  List<Fix> fixes(Examination examination, Set<Term> varied) {
    return varied.stream()
        .map(examination.run()::origin)
        .flatMap(o -> o instanceof Origin.Unset(Slot slot, var _) ? Stream.of(slot) : Stream.of())
        .distinct()
        .flatMap(slot -> Fixes.makeBoth(examination.site(), slot.span()).stream())
        .toList();
  }

  @Override
  String nameOf(Origin origin) {
    return origin instanceof Origin.Unset unset ? unset.location().name() : "";
  }
}
