package dev.fabula.check;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Whether a place is at least as good after a change as before. */
final class Improvement {

  private Improvement() {}

  /** Whether what was checked still is, decided no less, and with no more findings of any rule. */
  static boolean is(PlaceReport before, PlaceReport after) {
    return switch (before) {
      case PlaceReport.Checked b ->
          after instanceof PlaceReport.Checked a && isDecided(b, a) && hasNoMore(b, a);
      case PlaceReport.Refused b -> after instanceof PlaceReport.Refused;
      case PlaceReport.NotAnalysed b -> after instanceof PlaceReport.NotAnalysed;
    };
  }

  private static boolean isDecided(PlaceReport.Checked before, PlaceReport.Checked after) {
    return !(after.verdict() instanceof Verdict.Unknown)
        || before.verdict() instanceof Verdict.Unknown;
  }

  private static boolean hasNoMore(PlaceReport.Checked before, PlaceReport.Checked after) {
    Map<String, Long> old = counts(before.report().findings());
    return counts(after.report().findings()).entrySet().stream()
        .allMatch(e -> e.getValue() <= old.getOrDefault(e.getKey(), 0L));
  }

  private static Map<String, Long> counts(List<Finding> findings) {
    return findings.stream()
        .filter(f -> f.group() != Group.HINT)
        .map(f -> f.rule().name())
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }
}
