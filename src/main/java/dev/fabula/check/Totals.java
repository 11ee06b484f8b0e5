package dev.fabula.check;

import dev.fabula.site.Found;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts over a run; a site that is checked for two targets counts twice. */
public final class Totals {

  private final Selection selection;
  private final SortedMap<String, Integer> targets = new TreeMap<>();
  private final SortedMap<String, Integer> bounded = new TreeMap<>();
  private final SortedMap<String, Integer> unknown = new TreeMap<>();
  private final SortedMap<String, Integer> findings = new TreeMap<>();
  private final Map<Level, Integer> levels = new EnumMap<>(Level.class);
  private int files;
  private int sites;
  private int compiled;
  private int holding;
  private int broken;
  private int brokenAllowed;
  private int refused;
  private int allowed;
  private int hidden;
  private int hiddenHints;
  private int remarks;
  private int fixed;
  private int takenBack;

  /** Counts of nothing yet, for what the user wants to hear of. */
  public Totals(Selection selection) {
    this.selection = selection;
  }

  /** Counts a file that was read. */
  public void add(FileReport file) {
    files++;
    file.places().forEach(this::add);
    remarks += file.remarks().size();
    fixed += file.fixed();
    takenBack += file.takenBack();
    file.remarks().forEach(r -> count(levels, Remark.LEVEL));
  }

  private void add(PlaceReport place) {
    sites++;
    place.target().ifPresent(t -> count(targets, t.architecture().rustName()));
    compiled += place.isCompiled() ? 1 : 0;
    switch (place) {
      case PlaceReport.Refused r -> refused++;
      case PlaceReport.NotAnalysed n -> count(unknown, category(n));
      case PlaceReport.Checked checked -> {
        add(checked.verdict());
        checked.report().findings().forEach(this::add);
        allowed += checked.allowed().size();
        brokenAllowed += isAllowed(checked) ? 1 : 0;
      }
    }
  }

  /** Whether nothing is left of what breaks a site but what the user allowed. */
  private static boolean isAllowed(PlaceReport.Checked place) {
    return place.verdict() instanceof Verdict.Broken
        && place.report().findings().stream().allMatch(f -> f.group() == Group.HINT);
  }

  private void add(Verdict verdict) {
    switch (verdict) {
      case Verdict.Holds h -> holding++;
      case Verdict.Broken b -> broken++;
      case Verdict.Bounded(String reason) -> count(bounded, Reasons.category(reason));
      case Verdict.Unknown(String reason) -> count(unknown, Reasons.category(reason));
    }
  }

  private void add(Finding finding) {
    if (selection.shows(finding)) {
      count(findings, finding.rule().name());
      count(levels, finding.level());
    } else {
      hidden++;
      hiddenHints += finding.group() == Group.HINT ? 1 : 0;
    }
  }

  private static String category(PlaceReport.NotAnalysed place) {
    return place.found() instanceof Found.NotAnalysed n
        ? Reasons.category(n.reason())
        : Reasons.category(place.reason());
  }

  private static <K> void count(Map<K, Integer> counts, K key) {
    counts.merge(key, 1, Integer::sum);
  }

  /** Whether anything that is shown counts as a failure of the user's code. */
  public boolean hasFailures() {
    return refused > 0 || levels.keySet().stream().anyMatch(selection::counts);
  }

  /** Number of files. */
  public int files() {
    return files;
  }

  /** Number of sites, each counted for every target. */
  public int sites() {
    return sites;
  }

  /** Number of sites by the architecture's rustc name; those without one are in none. */
  public SortedMap<String, Integer> targets() {
    return Collections.unmodifiableSortedMap(targets);
  }

  /** Number of sites that the user's rustc compiled, where it was asked. */
  public int compiled() {
    return compiled;
  }

  /** Number of sites that hold. */
  public int holding() {
    return holding;
  }

  /** Number of sites that are broken, those whose findings are all allowed among them. */
  public int broken() {
    return broken;
  }

  /** Number of broken sites whose findings are all allowed. */
  public int brokenAllowed() {
    return brokenAllowed;
  }

  /** Number of sites that are refused. */
  public int refused() {
    return refused;
  }

  /** Number of bounded sites by the kind of reason. */
  public SortedMap<String, Integer> bounded() {
    return Collections.unmodifiableSortedMap(bounded);
  }

  /** Number of unknown sites by the kind of reason, without refused ones. */
  public SortedMap<String, Integer> unknown() {
    return Collections.unmodifiableSortedMap(unknown);
  }

  /** Number of shown findings by rule. */
  public SortedMap<String, Integer> findings() {
    return Collections.unmodifiableSortedMap(findings);
  }

  /** Number of findings that the user allowed. */
  public int allowed() {
    return allowed;
  }

  /** Number of findings that are neither shown nor allowed. */
  public int hidden() {
    return hidden;
  }

  /** Number of hints among the findings that are neither shown nor allowed. */
  public int hiddenHints() {
    return hiddenHints;
  }

  /** Number of remarks. */
  public int remarks() {
    return remarks;
  }

  /** Number of findings that were fixed. */
  public int fixed() {
    return fixed;
  }

  /** Number of findings whose fix did not stand the check. */
  public int takenBack() {
    return takenBack;
  }

  /** The sum of counts. */
  public static int sum(Map<?, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }
}
