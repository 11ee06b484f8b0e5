package dev.fabula.check;

import dev.fabula.site.Found;
import dev.fabula.site.Site;
import dev.fabula.source.Edit;
import dev.fabula.source.Span;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The reports on statements that occur more than once, as those of a header do in many files. */
final class Recurrences {

  private final Map<Likeness, CompletableFuture<PlaceReport>> first = new ConcurrentHashMap<>();

  /**
   * Has a site reported on: by the report on one like it, if there is one. Nobody waits: where that
   * report is still being made, this one follows it.
   *
   * @param foreignLabels names of labels that other sites of the file define
   * @param check makes a report
   * @param report takes the report
   * @param later runs what could not be shared after all
   */
  void report(
      Found.Readable place,
      Set<String> foreignLabels,
      Supplier<PlaceReport> check,
      Consumer<PlaceReport> report,
      Executor later) {
    Optional<Likeness> likeness = Likeness.of(place.site(), foreignLabels);
    if (likeness.isEmpty()) {
      report.accept(check.get());
      return;
    }
    CompletableFuture<PlaceReport> own = new CompletableFuture<>();
    CompletableFuture<PlaceReport> known = first.putIfAbsent(likeness.get(), own);
    if (known != null) {
      CompletableFuture<PlaceReport> _ =
          known.whenComplete((other, fault) ->
              Optional.ofNullable(other)
                  .flatMap(made -> moved(made, place.site()))
                  .ifPresentOrElse(report, () -> later.execute(() -> report.accept(check.get()))));
      return;
    }
    try {
      PlaceReport made = check.get();
      report.accept(made);
      own.complete(made);
    } finally {
      own.cancel(false); // of no effect, unless it has failed
    }
  }

  /** The report with all places moved to another site; empty if one is not in the site. */
  private static Optional<PlaceReport> moved(PlaceReport other, Site site) {
    if (!(other instanceof PlaceReport.Checked(SiteReport report, var _))) {
      return Optional.empty();
    }
    Span from = report.site().span();
    int distance = site.span().start() - from.start();
    boolean inside =
        report.findings().stream().allMatch(f -> spans(f).stream().allMatch(from::contains));
    return inside
        ? Optional.of(
            new PlaceReport.Checked(
                new SiteReport(
                    site,
                    report.verdict(),
                    report.allocations(),
                    report.findings().stream().map(f -> moved(f, distance)).toList()),
                List.of()))
        : Optional.empty();
  }

  private static List<Span> spans(Finding finding) {
    List<Span> spans = new java.util.ArrayList<>(List.of(finding.span()));
    finding.secondary().forEach(label -> spans.add(label.span()));
    finding.fixes().forEach(fix -> fix.edits().forEach(edit -> spans.add(edit.span())));
    return spans;
  }

  private static Finding moved(Finding finding, int distance) {
    return new Finding(
        finding.rule(),
        finding.group(),
        moved(finding.span(), distance),
        finding.label(),
        finding.message(),
        finding.secondary().stream()
            .map(l -> new Finding.Label(moved(l.span(), distance), l.text()))
            .toList(),
        finding.notes(),
        finding.helps(),
        finding.fixes().stream().map(fix -> moved(fix, distance)).toList(),
        finding.witness());
  }

  private static Fix moved(Fix fix, int distance) {
    List<Edit> edits =
        fix.edits().stream().map(e -> new Edit(moved(e.span(), distance), e.text())).toList();
    return new Fix(fix.title(), edits, fix.applicability());
  }

  private static Span moved(Span span, int distance) {
    return new Span(span.start() + distance, span.end() + distance);
  }
}
