package dev.fabula.report;

import dev.fabula.asm.Architecture;
import dev.fabula.check.Finding;
import dev.fabula.check.PlaceReport;
import dev.fabula.check.Selection;
import dev.fabula.site.Call;
import dev.fabula.site.Expansion;
import dev.fabula.source.Span;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which findings several expansions of one macro have in common. */
final class Repetitions {
  private final Map<Key, Group> groups = new HashMap<>();

  private Repetitions() {}

  /** What makes two findings of a file one for who reads them. */
  private record Key(String rule, Span span, Architecture architecture) {}

  /** The place where a finding comes first, and how many expansions have it. */
  private record Group(PlaceReport first, Finding finding, int expansions) {}

  /** The repetitions among the findings of a file that are shown. */
  static Repetitions of(List<PlaceReport> places, Selection selection) {
    Repetitions result = new Repetitions();
    for (PlaceReport place : places) {
      if (place instanceof PlaceReport.Checked checked && !calls(checked).isEmpty()) {
        checked.report().findings().stream()
            .filter(selection::shows)
            .forEach(f -> result.add(checked, f));
      }
    }
    return result;
  }

  private void add(PlaceReport.Checked place, Finding finding) {
    int alike = place.report().site().expansion().alike();
    groups.merge(
        key(place, finding),
        new Group(place, finding, alike),
        (a, b) -> new Group(a.first(), a.finding(), a.expansions() + b.expansions()));
  }

  private static List<Call> calls(PlaceReport.Checked place) {
    return place.report().site().expansion().calls();
  }

  private static Key key(PlaceReport.Checked place, Finding finding) {
    Architecture architecture = place.report().site().target().architecture();
    return new Key(finding.rule().name(), finding.span(), architecture);
  }

  /** Whether a finding is not the repetition of one before it. */
  boolean isFirst(PlaceReport.Checked place, Finding finding) {
    Group group = groups.get(key(place, finding));
    return calls(place).isEmpty()
        || group == null
        || group.first().equals(place) && group.finding().equals(finding);
  }

  /** In which expansions of which macro a finding stands; empty for code that no macro wrote. */
  Optional<String> note(PlaceReport.Checked place, Finding finding) {
    Expansion expansion = place.report().site().expansion();
    if (expansion.calls().isEmpty()) {
      return Optional.empty();
    }
    Group group = groups.get(key(place, finding));
    int others = (group == null ? expansion.alike() : group.expansions()) - 1;
    Call call = expansion.calls().getFirst();
    String more =
        others == 0 ? "" : others == 1 ? ", and in 1 other" : ", and in " + others + " others";
    return Optional.of(
        "in the expansion of `%s!` at %s%s".formatted(call.macro(), call.place(), more));
  }
}
