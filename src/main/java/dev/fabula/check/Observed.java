package dev.fabula.check;

import dev.fabula.exec.MemoryAccess;
import dev.fabula.exec.Occurrence;
import dev.fabula.exec.Path;
import dev.fabula.term.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What can be seen of one replay from outside, in words, so that two replays can be compared.
 *
 * @param facts the facts, comparable one by one
 */
public record Observed(List<String> facts) {

  /** Copies the facts. */
  public Observed {
    facts = List.copyOf(facts);
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
        String value = access.value().map(Observed::hex).orElse("many bytes");
        result.add("[" + hex(access.address()) + "] = " + value);
      }
    }
    return result;
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

  /** The facts that another replay does not share. */
  String against(Observed other) {
    List<String> own = new ArrayList<>();
    for (int i = 0; i < facts.size(); i++) {
      String there = i < other.facts.size() ? other.facts.get(i) : null;
      if (!Objects.equals(facts.get(i), there)) {
        own.add(facts.get(i));
      }
    }
    return own.isEmpty() ? "nothing of the kind" : String.join(", ", own);
  }
}
