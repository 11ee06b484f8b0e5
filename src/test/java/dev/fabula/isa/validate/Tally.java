package dev.fabula.isa.validate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a comparison has counted, by mnemonic. */
final class Tally {

  /**
   * A result that is not as expected.
   *
   * @param mnemonic of the form's first instruction
   * @param form text and bytes
   * @param state the registers that the form reads at entry
   * @param what got and expected
   */
  record Difference(String mnemonic, String form, String state, String what) {}

  private final Set<String> forms = new HashSet<>();
  final Map<String, Integer> executions = new TreeMap<>();

  /** Mnemonics by the reason why a form of them was not run. */
  final Map<String, Set<String>> skipped = new TreeMap<>();

  /** What meanings leave undefined. */
  final Map<String, Set<String>> undefined = new TreeMap<>();

  /** Mnemonics of which some result is known as a function only. */
  final Set<String> functions = new TreeSet<>();

  final List<Difference> differences = new ArrayList<>();

  /** Executions that end because an access is misaligned. */
  int misaligned;

  /** Pairs of states that differ in all that a location does not depend on. */
  int twins;

  /** Forms of which the solver had to agree with the evaluator. */
  int proved;

  void skip(String mnemonic, String reason) {
    skipped.computeIfAbsent(reason, r -> new TreeSet<>()).add(mnemonic);
  }

  void open(String mnemonic, Set<String> what) {
    if (!what.isEmpty()) {
      undefined.computeIfAbsent(mnemonic, m -> new TreeSet<>()).addAll(what);
    }
  }

  void ran(Form form, int count) {
    forms.add(form.code().toString());
    executions.merge(form.mnemonic(), count, Integer::sum);
  }

  /** How many forms were run. */
  int forms() {
    return forms.size();
  }

  /** How many executions there were. */
  int executions() {
    return executions.values().stream().mapToInt(Integer::intValue).sum();
  }

  void differ(Form form, String state, String what) {
    String told = form.text() + "  (" + form.code() + ")";
    differences.add(new Difference(form.mnemonic(), told, state, what));
  }
}
