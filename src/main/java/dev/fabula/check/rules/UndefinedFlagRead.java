package dev.fabula.check.rules;

import dev.fabula.check.Examination;
import dev.fabula.check.Group;
import dev.fabula.check.Phrases;
import dev.fabula.check.Wording;
import dev.fabula.exec.Origin;
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
    return origin instanceof Origin.Flag && !FlagReport.isOfFlags(examination, sink);
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
