package dev.fabula.check;

import dev.fabula.exec.MemoryAccess;
import dev.fabula.exec.Occurrence;
import dev.fabula.exec.Path;
import dev.fabula.term.Term;
import java.util.ArrayList;
import java.util.List;

/**
 * What can be seen of one replay from outside, in words, so that two replays can be compared.
 *
 * @param facts what is so at its end, comparable one by one
 * @param logs what happened on the way, each in order: a longer replay only adds to them
 */
public record Observed(List<String> facts, List<List<String>> logs) {

  private static final int MOST_SHOWN = 6;

  /** Copies the lists. */
  public Observed {
    facts = List.copyOf(facts);
    logs = logs.stream().map(List::copyOf).toList();
  }

  /** What is so at the end of a replay. */
  public static Observed atEnd(String fact) {
    return new Observed(List.of(fact), List.of());
  }

  /** What happened on the way. */
  public static Observed onTheWay(List<String> log) {
    return new Observed(List.of(), List.of(log));
  }

  /** Whether the other is of a different replay, however both go on. */
  boolean departsFrom(Observed other) {
    for (int i = 0; i < logs.size(); i++) {
      List<String> here = logs.get(i);
      List<String> there = other.logs.get(i);
      int both = Math.min(here.size(), there.size());
      if (!here.subList(0, both).equals(there.subList(0, both))) {
        return true;
      }
    }
    return false;
  }

  /** The value of something. */
  public static String value(String name, Term value) {
    return "`" + name + "` = " + hex(value);
  }

  /** The stores of a replay to memory outside of the site, in order. */
  public static List<String> stores(Path path) {
    List<String> result = new ArrayList<>();
    for (MemoryAccess access : path.accesses()) {
      if (access.write() && access.region().isShared()) {
        result.add("[" + hex(access.address()) + "] = " + stored(access));
      }
    }
    return result;
  }

  private static String stored(MemoryAccess access) {
    return access
        .value()
        .map(Observed::hex)
        .orElseGet(() ->
            access.values().isEmpty()
                ? "many bytes"
                : "many bytes, given " + words(access.values()));
  }

  /** Where a computed jump or return goes that leaves the site. */
  public static String target(Term address) {
    return "control goes to " + hex(address);
  }

  /** The calls of a replay with what they may be passed, in order. */
  public static List<String> calls(Path path) {
    return path.events().stream()
        .filter(Occurrence::isCall)
        .map(o -> "a call is passed " + words(o.passed()))
        .toList();
  }

  /** Some numbers, separated by commas. */
  public static String words(List<Term> values) {
    return values.isEmpty()
        ? "nothing"
        : String.join(", ", values.stream().map(Observed::hex).toList());
  }

  /** A number in hexadecimal; small ones in decimal. */
  static String hex(Term value) {
    if (!value.isConstant()) {
      return value.toString();
    }
    return value.value().bitLength() < 4
        ? value.value().toString()
        : "0x" + value.value().toString(16);
  }

  /** What another replay does not share. */
  String against(Observed other) {
    List<String> own = new ArrayList<>(differences(facts, other.facts));
    for (int i = 0; i < logs.size(); i++) {
      own.addAll(differences(logs.get(i), other.logs.get(i)));
    }
    String more = own.size() > MOST_SHOWN ? ", …" : "";
    return own.isEmpty()
        ? "nothing of the kind"
        : String.join(", ", own.stream().limit(MOST_SHOWN).toList()) + more;
  }

  private static List<String> differences(List<String> here, List<String> there) {
    List<String> own = new ArrayList<>();
    for (int i = 0; i < here.size(); i++) {
      if (i >= there.size() || !here.get(i).equals(there.get(i))) {
        own.add(here.get(i));
      }
    }
    return own;
  }
}
