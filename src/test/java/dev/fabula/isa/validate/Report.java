package dev.fabula.isa.validate;

import dev.fabula.exec.Repertoire;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a comparison has found, in words. */
final class Report {

  private static final int SHOWN = 3;

  private final String target;
  private final Tally tally;
  private final Set<String> exact;
  private final List<Tally.Difference> unexplained = new ArrayList<>();
  private final Map<String, Integer> explained = new TreeMap<>();

  Report(Target target, Tally tally) {
    this.target = target.name();
    this.tally = tally;
    this.exact =
        Patterns.repertoire(target).of(Repertoire.Knowledge.EXACT).stream()
            .map(Repertoire.Mnemonic::name)
            .collect(Collectors.toCollection(TreeSet::new));
    Explained known = Explained.read();
    for (Tally.Difference difference : tally.differences) {
      known
          .of(target.name(), difference)
          .ifPresentOrElse(
              e -> explained.merge(e.evidence(), 1, Integer::sum),
              () -> unexplained.add(difference));
    }
  }

  /** Differences that no explanation covers. */
  List<Tally.Difference> unexplained() {
    return unexplained;
  }

  /** The head of the table whose rows are {@link #row}. */
  static String head() {
    return """
    | target | mnemonics | exact | functions | forms | executions | pairs | proved | unexplained | explained |
    |---|---|---|---|---|---|---|---|---|---|
    """;
  }

  /** One row of the table. */
  String row() {
    int told = explained.values().stream().mapToInt(Integer::intValue).sum();
    return List.<Object>of(
            target,
            tally.executions.size(),
            exact.stream().filter(tally.executions::containsKey).count() + " of " + exact.size(),
            tally.functions.size(),
            tally.forms(),
            tally.executions(),
            tally.twins,
            tally.proved,
            unexplained.size(),
            told)
        .stream()
        .map(Object::toString)
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  /** Reproducers of the first differences of each mnemonic. */
  String reproducers() {
    StringBuilder text = new StringBuilder();
    Map<String, Integer> shown = new TreeMap<>();
    for (Tally.Difference d : unexplained) {
      if (shown.merge(d.mnemonic(), 1, Integer::sum) <= SHOWN) {
        text.append(d.form()).append("\n    from ").append(d.state());
        text.append("\n    ").append(d.what()).append('\n');
      }
    }
    return text.toString();
  }

  /** What was found and left out, as a section of a document. */
  String section() {
    StringBuilder text = new StringBuilder("\n## " + target + "\n");
    list(text, "Explained differences", asTexts(explained));
    Map<String, Set<String>> left = new TreeMap<>(tally.skipped);
    left.remove("no state found that keeps it inside its memory");
    list(text, "Forms not run", joined(left));
    Set<String> missed = new TreeSet<>(exact);
    missed.removeAll(tally.executions.keySet());
    if (!missed.isEmpty()) {
      list(text, "Exact, but in no form that was run", joined(Map.of("mnemonics", missed)));
    }
    list(text, "Undefined, by the meanings", joined(byUndefined()));
    return text.toString();
  }

  /** Mnemonics by what they leave undefined. */
  private Map<String, Set<String>> byUndefined() {
    Map<String, Set<String>> result = new TreeMap<>();
    tally.undefined.forEach((mnemonic, what) ->
        result.computeIfAbsent(String.join(", ", what), w -> new TreeSet<>()).add(mnemonic));
    return result;
  }

  private static Map<String, String> asTexts(Map<String, Integer> counts) {
    Map<String, String> texts = new TreeMap<>();
    counts.forEach((what, count) -> texts.put(what, Integer.toString(count)));
    return texts;
  }

  private static Map<String, String> joined(Map<String, Set<String>> sets) {
    Map<String, String> texts = new TreeMap<>();
    sets.forEach((what, names) -> texts.put(what, names.size() + ": " + shortened(names)));
    return texts;
  }

  /** The names, of long lists the beginning. */
  private static String shortened(Set<String> names) {
    int most = 60;
    String text = names.stream().limit(most).collect(Collectors.joining(" "));
    return names.size() > most ? text + " …" : text;
  }

  private static void list(StringBuilder text, String title, Map<String, String> lines) {
    if (!lines.isEmpty()) {
      text.append("\n").append(title).append(":\n\n");
      lines.forEach(
          (what, rest) -> text.append("* ").append(what).append(": ").append(rest).append('\n'));
    }
  }
}
