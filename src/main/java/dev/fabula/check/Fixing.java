package dev.fabula.check;

import dev.fabula.source.Edit;
import dev.fabula.source.Edits;
import dev.fabula.source.SourceFile;
import dev.fabula.source.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes the changes of one file that can be made without a look, and takes back each that does not
 * silence its finding, or that makes the compiler refuse the site or another finding appear.
 */
public final class Fixing {

  private final Function<SourceFile, FileReport> check;
  private final Selection selection;
  private final Set<Repair.Key> suspects = new HashSet<>();
  private final Set<Repair.Key> rejected = new HashSet<>();
  private FileReport report;
  private int fixed;

  private Fixing(FileReport report, Function<SourceFile, FileReport> check, Selection selection) {
    this.report = report;
    this.check = check;
    this.selection = selection;
  }

  /**
   * Fixes what can be fixed, and reports on the file as it should be then; nothing is written.
   *
   * @param report the report on the file as it is
   * @param check checks the file with another text, place by place in the same order
   * @param selection which findings are to be fixed
   */
  public static FileReport run(
      FileReport report, Function<SourceFile, FileReport> check, Selection selection) {
    Fixing fixing = new Fixing(report, check, selection);
    fixing.run();
    FileReport last = fixing.report;
    int takenBack = fixing.rejected.size();
    return new FileReport(
        last.file(), fixing.doubting(last.places()), last.remarks(), fixing.fixed, takenBack);
  }

  /** The reports, in which a fix that was taken back is no longer certain. */
  private List<PlaceReport> doubting(List<PlaceReport> places) {
    List<PlaceReport> doubted = new ArrayList<>();
    for (PlaceReport place : places) {
      int number = doubted.size();
      doubted.add(place instanceof PlaceReport.Checked c ? doubting(number, c) : place);
    }
    return doubted;
  }

  private PlaceReport doubting(int place, PlaceReport.Checked checked) {
    SiteReport site = checked.report();
    List<Finding> findings =
        site.findings().stream()
            .map(f -> rejected.contains(Repair.Key.of(place, f)) ? Repairs.doubted(f) : f)
            .toList();
    return new PlaceReport.Checked(
        new SiteReport(site.site(), site.verdict(), site.allocations(), findings),
        checked.allowed());
  }

  private void run() {
    List<Repair> chosen = choose();
    while (!chosen.isEmpty()) {
      attempt(chosen);
      chosen = choose();
    }
  }

  private void attempt(List<Repair> chosen) {
    Set<Edit> edits = new LinkedHashSet<>();
    chosen.forEach(r -> edits.addAll(r.edits()));
    SourceFile file = report.file();
    SourceFile changed =
        Edits.apply(file, GnuFixes.joined(List.copyOf(edits)))
            .map(bytes -> SourceFile.of(file.path(), bytes))
            .orElseThrow(() -> new IllegalStateException("chosen edits overlap"));
    FileReport after = check.apply(changed);
    Set<Repair.Key> failed = failed(chosen, after.places());
    if (failed.isEmpty()) {
      report = after;
      fixed += chosen.size();
    } else {
      Set<Repair.Key> judged = chosen.size() == 1 ? rejected : suspects;
      judged.addAll(failed);
    }
  }

  /** Repairs that do not touch each other's edits; one that may be at fault goes alone. */
  private List<Repair> choose() {
    List<Repair> chosen = new ArrayList<>();
    List<Repair> candidates = candidates();
    for (Repair repair : candidates) {
      boolean clear = !suspects.contains(repair.key());
      if (clear && chosen.stream().noneMatch(c -> clash(c, repair))) {
        chosen.add(repair);
      }
    }
    return chosen.isEmpty() ? candidates.stream().limit(1).toList() : chosen;
  }

  private List<Repair> candidates() {
    List<Repair> found = new ArrayList<>();
    for (int i = 0; i < report.places().size(); i++) {
      if (report.places().get(i) instanceof PlaceReport.Checked checked) {
        for (Finding finding : checked.report().findings()) {
          int place = i;
          Optional<Fix> fix =
              selection.shows(finding) ? Repairs.certain(finding.fixes()) : Optional.empty();
          fix.map(f -> new Repair(place, checked.span(), finding, f.edits()))
              .filter(r -> !rejected.contains(r.key()))
              .ifPresent(found::add);
        }
      }
    }
    return found;
  }

  private static boolean clash(Repair first, Repair second) {
    return Repairs.clash(first.edits(), second.edits());
  }

  /** The repairs after which something is not as it should be; all if that concerns no site. */
  private Set<Repair.Key> failed(List<Repair> chosen, List<PlaceReport> after) {
    Set<Repair.Key> all = keys(chosen.stream());
    if (after.size() != report.places().size()) {
      return all;
    }
    Set<Repair.Key> failed = keys(chosen.stream().filter(r -> isThere(r, after.get(r.place()))));
    for (int i = 0; i < after.size(); i++) {
      if (!Improvement.is(report.places().get(i), after.get(i))) {
        Span harmed = report.places().get(i).span();
        var culprits = keys(chosen.stream().filter(r -> r.site().overlaps(harmed)));
        failed.addAll(culprits.isEmpty() ? all : culprits);
      }
    }
    return failed;
  }

  private static Set<Repair.Key> keys(Stream<Repair> repairs) {
    return repairs.map(Repair::key).collect(Collectors.toCollection(HashSet::new));
  }

  private static boolean isThere(Repair repair, PlaceReport after) {
    return !(after instanceof PlaceReport.Checked checked)
        || checked.report().findings().stream()
            .map(f -> Repair.Key.of(repair.place(), f))
            .anyMatch(repair.key()::equals);
  }
}
