package dev.fabula.isa.validate;

import java.util.ArrayList;
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
   * @param what expected and got
   */
  record Difference(String mnemonic, String form, String state, String what) {}

  final Map<String, Integer> forms = new TreeMap<>();
  final Map<String, Integer> executions = new TreeMap<>();
  final Map<String, Map<String, Integer>> skipped = new TreeMap<>();
  final Map<String, Set<String>> undefined = new TreeMap<>();
  final Set<String> functions = new TreeSet<>();
  final List<Difference> differences = new ArrayList<>();

  /** Executions that end because an access is misaligned. */
  int misaligned;

  void skip(String mnemonic, String reason) {
    skipped.computeIfAbsent(reason, r -> new TreeMap<>()).merge(mnemonic, 1, Integer::sum);
  }

  static int sum(Map<String, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }
}
