package dev.fabula.mutate;

import dev.fabula.mutate.Mutant.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The numbers of a run, and the trials that deserve a look.
 *
 * @param bases how many sites were changed
 * @param trials what became of the mutants
 */
record MutationReport(int bases, List<Trial> trials) {

  /** The trials in the order of their places. */
  MutationReport {
    trials =
        trials.stream()
            .sorted(Comparator.comparing(Trial::place).thenComparing(t -> t.mutant().change()))
            .toList();
  }

  private static boolean isLie(Trial trial) {
    return trial.lie().isPresent();
  }

  private static boolean isSilent(Trial trial) {
    return trial.isCode() && trial.lie().isEmpty() && trial.runs() > 0;
  }

  private static boolean isOpen(Trial trial) {
    return trial.isCode() && trial.lie().isEmpty() && trial.runs() == 0;
  }

  /** One row a kind, as a table in Markdown. */
  String table() {
    String head =
        "| change | mutants | not compiled | lies | caught | share | undecided | missed"
            + " | no lie seen | of these reported | not run |\n"
            + "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n";
    String rows =
        Stream.of(Kind.values())
            .map(k -> row(k.words(), t -> t.mutant().kind() == k))
            .collect(Collectors.joining());
    return head + rows + row("all", t -> true);
  }

  private String row(String name, Predicate<Trial> chosen) {
    List<Trial> all = trials.stream().filter(chosen).toList();
    List<Trial> lies = all.stream().filter(MutationReport::isLie).toList();
    List<Trial> silent = all.stream().filter(MutationReport::isSilent).toList();
    long caught = lies.stream().filter(Trial::isCaught).count();
    long missed = lies.stream().filter(Trial::isMissed).count();
    String share =
        lies.isEmpty() ? "–" : String.format(Locale.ROOT, "%.1f %%", 100.0 * caught / lies.size());
    return "| %s | %d | %d | %d | %d | %s | %d | %d | %d | %d | %d |\n"
        .formatted(
            name,
            all.size(),
            all.stream().filter(t -> !t.isCode()).count(),
            lies.size(),
            caught,
            share,
            lies.size() - caught - missed,
            missed,
            silent.size(),
            silent.stream().filter(Trial::isCaught).count(),
            all.stream().filter(MutationReport::isOpen).count());
  }

  /** The numbers, with a word on each lie that was not caught, in Markdown. */
  String summary() {
    return "%d sites hold, and have %d mutants.\n\n%s\n## Missed\n\n%s\n## Undecided\n\n%s"
        .formatted(
            bases,
            trials.size(),
            table(),
            items(t -> isLie(t) && t.isMissed()),
            items(t -> isLie(t) && !t.isMissed() && !t.isCaught()));
  }

  private String items(Predicate<Trial> chosen) {
    String items =
        trials.stream()
            .filter(chosen)
            .map(t -> "* %s: %s: %s\n".formatted(t.place(), t.mutant().change(), t.verdict()))
            .collect(Collectors.joining());
    return items.isEmpty() ? "None.\n" : items;
  }

  /** The numbers, what was missed or not decided, and what was reported without a lie seen. */
  String details(List<String> notes) {
    return "%d sites\n\n%s\n# Notes\n%s\n\n# Missed\n%s\n\n# Undecided\n%s\n\n# Reported, no lie seen\n%s\n"
        .formatted(
            bases,
            table(),
            String.join("\n", notes),
            list(t -> isLie(t) && t.isMissed()),
            list(t -> isLie(t) && !t.isMissed() && !t.isCaught()),
            list(t -> isSilent(t) && t.isCaught()));
  }

  private String list(Predicate<Trial> chosen) {
    return trials.stream().filter(chosen).map(Trial::toString).collect(Collectors.joining("\n"));
  }
}
