package dev.fabula.check.rules;

import dev.fabula.check.Examination;
import dev.fabula.check.Group;
import dev.fabula.check.Phrases;
import dev.fabula.check.Wording;
import dev.fabula.exec.Origin;
import dev.fabula.term.Term;
import java.util.Set;

/** A flag is read that the site has not set. */
public final class UndefinedFlagRead extends DependenceRule {

  @Override
  public String name() {
    return "undefined-flag-read";
  }

  @Override
  public Group group() {
    return Group.UNSOUND;
  }

  @Override
  public String summary() {
    return "a flag is read that the site has not set";
  }

  @Override
  boolean concerns(Dependence.Sink sink, Examination examination, Origin origin) {
    return origin instanceof Origin.Flag && !isReport(sink);
  }

  /** An output that shows flags as they are says nothing about them but what they were. */
  private static boolean isReport(Dependence.Sink sink) {
    return sink.kind() == Dependence.Kind.OUTPUT
        && isAssembled(sink.value())
        && (sink.value().variables().size() > 1
            || sink.value().variables().stream().allMatch(v -> v.width() > 1));
  }

  /** Whether a value is made of others by moving bits and by masking them out. */
  private static boolean isAssembled(Term value) {
    return switch (value.op()) {
      case CONSTANT, VARIABLE -> true;
      case CONCAT, EXTRACT, AND, NOT, SHL, LSHR ->
          value.arguments().stream().allMatch(UndefinedFlagRead::isAssembled);
      default -> Dependence.isMoved(value);
    };
  }

  @Override
  Wording wording(Dependence.Sink sink, Set<String> names) {
    return Wording.plain(
        sink.display() + " depends on the entry value of the flags " + list(names));
  }

  @Override
  String help(Dependence.Sink sink, Phrases words) {
    return "set the flag in the same site; flags are undefined at entry";
  }

  @Override
  String nameOf(Origin origin) {
    return origin instanceof Origin.Flag flag ? flag.location().name() : "";
  }
}
