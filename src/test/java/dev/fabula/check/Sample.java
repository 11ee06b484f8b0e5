package dev.fabula.check;

import dev.fabula.asm.Architecture;
import dev.fabula.check.Fix.Applicability;
import dev.fabula.rust.RustReader;
import dev.fabula.rust.TargetRequest;
import dev.fabula.site.Found;
import dev.fabula.site.Site;
import dev.fabula.source.Edit;
import dev.fabula.source.SourceFile;
import dev.fabula.source.Span;
import java.util.List;
import java.util.Optional;

/** Sites of small texts, and hand-made findings at them. */
public final class Sample {
  private Sample() {}

  /** The places of a text, for x86-64 where it does not say otherwise. */
  public static List<Found> places(SourceFile file) {
    TargetRequest machine = new TargetRequest(Architecture.X86_64, Optional.of("linux"));
    return RustReader.of(Optional.of(machine), machine).read(file);
  }

  /** The one site of a text. */
  public static Site site(String text) {
    return ((Found.Readable) places(SourceFile.of("src/a.rs", text)).getFirst()).site();
  }

  /** A finding of a rule at the first place where a text stands. */
  public static Finding finding(SourceFile file, String rule, String where) {
    return Finding.ofText(
        Rules.named(rule).orElseThrow(), span(file, where), "here", "message of " + rule);
  }

  /** The first place where a text of ASCII characters stands. */
  public static Span span(SourceFile file, String where) {
    int at = file.text().indexOf(where);
    if (at < 0) {
      throw new IllegalArgumentException("no " + where);
    }
    return new Span(at, at + where.length());
  }

  /** The same finding with a fix that can be made without a look. */
  public static Finding fixed(Finding finding, Edit... edits) {
    Fix fix = new Fix("mend it", List.of(edits), Applicability.MACHINE_APPLICABLE);
    return new Finding(
        finding.rule(),
        finding.group(),
        finding.span(),
        finding.label(),
        finding.message(),
        finding.secondary(),
        finding.notes(),
        finding.helps(),
        List.of(fix),
        finding.witness());
  }

  /** A report with these findings. */
  public static PlaceReport.Checked checked(Site site, Verdict verdict, Finding... findings) {
    return new PlaceReport.Checked(new SiteReport(site, verdict, 1, List.of(findings)), List.of());
  }
}
