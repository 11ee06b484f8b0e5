package dev.fabula.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.check.FileReport;
import dev.fabula.check.Finding;
import dev.fabula.check.Group;
import dev.fabula.check.Objection;
import dev.fabula.check.PlaceReport;
import dev.fabula.check.Sample;
import dev.fabula.check.Selection;
import dev.fabula.check.SiteReport;
import dev.fabula.check.Totals;
import dev.fabula.check.Verdict;
import dev.fabula.site.Found;
import dev.fabula.site.Site;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The end of a text report. */
final class SummaryTest {
  private final Site site = Sample.site("fn f() { asm!(\"nop\") }\n");
  private final Finding finding = Sample.finding(site.file(), "input-modified", "nop");
  private final PlaceReport holding = Sample.checked(site, new Verdict.Holds());

  private String summary(PlaceReport... places) {
    Totals totals = new Totals(Selection.USUAL);
    totals.add(new FileReport(site.file(), List.of(places), List.of(), 0, 0));
    return new Summary(false).render(totals);
  }

  @Test
  void fineRunsAreTwoLines() {
    Finding hint = finding.in(Group.HINT);
    assertThat(summary()).isEqualTo("checked 0 sites in 1 file\nno inline assembly found\n");
    assertThat(summary(holding)).isEqualTo("checked 1 site in 1 file for x86_64\nit holds\n");
    assertThat(summary(holding, Sample.checked(site, new Verdict.Holds(), hint)))
        .isEqualTo("checked 2 sites in 1 file for x86_64\nall hold; 1 hint not shown\n");
  }

  @Test
  void undecidedSitesAreCountedByTheKindOfReason() {
    Found found = new Found.Readable(site);
    Objection objection = new Objection("no", List.of(), List.of());
    assertThat(
            summary(
                holding,
                Sample.checked(site, new Verdict.Bounded("only 7 turns of `a`: why")),
                new PlaceReport.NotAnalysed(found, "the text of `a` is odd"),
                new PlaceReport.NotAnalysed(found, "internal error: java.lang.Error: a"),
                new PlaceReport.NotAnalysed(found, "internal error: java.lang.Error: b"),
                Sample.checked(site, new Verdict.Unknown("the text of `b`, `c` and `d` is odd")),
                new PlaceReport.Refused(found, List.of(objection))))
        .isEqualTo(
            """
            checked 7 sites in 1 file for x86_64
                1 holding
                1 bounded
                    1 only 7 turns of …
                4 unknown
                    2 internal error
                    2 the text of … is odd
                1 refused
            """);
  }

  @Test
  void findingsAreCountedByRule() {
    PlaceReport allowed =
        new PlaceReport.Checked(
            new SiteReport(site, new Verdict.Broken(), 1, List.of()),
            List.of(new PlaceReport.Allowed(finding, "why")));
    Totals totals = new Totals(Selection.USUAL);
    PlaceReport broken =
        Sample.checked(
            site, new Verdict.Broken(), finding, Sample.finding(site.file(), "not-pure", "asm"));
    totals.add(new FileReport(site.file(), List.of(broken, broken, allowed), List.of(), 3, 1));
    assertThat(new Summary(false).render(totals))
        .isEqualTo(
            """
            checked 3 sites in 1 file for x86_64
                2 broken
                1 broken as you allowed
            4 findings: 2 input-modified, 2 not-pure; 3 findings fixed; 1 fix taken back; \
            1 finding allowed
            """);
    assertThat(totals.hasFailures()).isTrue();
  }
}
