package dev.fabula.abi.proof;

import dev.fabula.check.Group;
import dev.fabula.check.Rule;
import java.util.List;

/** What a description demands of stubs, beside what is demanded of every site. */
public enum StubDemand {
  /** A stub enters the system once on every way through it, by the described instruction. */
  TRAP("stub-trap", Group.UNSOUND, "a stub does not enter the system as described"),
  /** At the trap, each input is in its register. */
  INPUT(
      "stub-input", Group.UNSOUND, "what goes into the system is not in its register at the trap"),
  /** What the system leaves in a register comes out of the stub. */
  OUTPUT("stub-output", Group.UNSOUND, "a result of the system does not come out of a stub"),
  /** Memory is not promised to be left alone that somebody uses meanwhile. */
  MEMORY(
      "stub-memory",
      Group.UNSOUND,
      "a stub promises that memory is left alone, and the system uses it"),
  /** What the system may leave out is defined all the same. */
  STALE(
      "stub-stale",
      Group.HINT,
      "a result that the system may leave out is whatever was in its register");

  private final String word;
  private final Group group;
  private final String summary;

  StubDemand(String word, Group group, String summary) {
    this.word = word;
    this.group = group;
    this.summary = summary;
  }

  String word() {
    return word;
  }

  Group group() {
    return group;
  }

  String summary() {
    return summary;
  }

  /** What is told of a rule without a stub. */
  private record Told(String name, Group group, String summary) implements Rule {}

  /** All of them as rules, in the order in which they are documented. */
  public static List<Rule> rules() {
    return List.of(values()).stream().<Rule>map(d -> new Told(d.word, d.group, d.summary)).toList();
  }
}
