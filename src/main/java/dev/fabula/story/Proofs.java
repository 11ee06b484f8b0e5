package dev.fabula.story;

import dev.fabula.check.FileReport;
import dev.fabula.check.Objection;
import dev.fabula.check.PlaceReport;
import dev.fabula.check.SiteReport;
import dev.fabula.check.Tools;
import dev.fabula.check.Verdict;
import dev.fabula.rust.Legality;
import dev.fabula.site.Found;
import dev.fabula.site.Site;
import dev.fabula.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Proves the stories of files. */
public final class Proofs {

  private final Optional<Rustc> rustc;
  private final Prover prover;
  private final Consumer<Throwable> failures;

  /**
   * Proofs with the given tools.
   *
   * @param rustc the compiler; without one nothing can be proved
   * @param failures hears what was thrown by a fault of ours
   */
  public Proofs(Tools tools, Optional<Rustc> rustc, Consumer<Throwable> failures) {
    this.rustc = rustc;
    this.prover = new Prover(tools);
    this.failures = failures;
  }

  /** Reports on the stories in a file, in their order; sites without one are passed over. */
  public FileReport file(SourceFile file, List<Found> places) {
    List<Story> stories = new ArrayList<>();
    List<PlaceReport> reports = new ArrayList<>();
    for (Found place : places) {
      if (place instanceof Found.Readable(var site)) {
        List<Story> told = Comments.stories(site);
        List<Objection> objections = told.isEmpty() ? List.of() : objections(site);
        if (objections.isEmpty()) {
          stories.addAll(told);
        } else {
          reports.add(new PlaceReport.Refused(place, objections));
        }
      }
    }
    if (!stories.isEmpty()) {
      List<Translated> translated = translated(file, stories);
      for (int i = 0; i < stories.size(); i++) {
        reports.add(report(stories.get(i), translated.get(i)));
      }
    }
    return FileReport.of(file, reports, List.of());
  }

  private static List<Objection> objections(Site site) {
    return Legality.check(site).stream()
        .map(r -> new Objection(r.message(), List.of(new Found.Label(r.span(), "")), r.notes()))
        .toList();
  }

  private List<Translated> translated(SourceFile file, List<Story> stories) {
    return rustc
        .map(r -> Translation.of(r, file, stories))
        .orElseGet(() ->
            stories.stream()
                .<Translated>map(s -> new Translated.Unknown("there is no rustc on this machine"))
                .toList());
  }

  private PlaceReport report(Story story, Translated translated) {
    Proof proof;
    try {
      proof = prover.prove(story, translated);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError fault) {
      failures.accept(fault);
      proof = new Proof(story, new Verdict.Unknown("internal error: " + fault), 0, List.of());
    }
    SiteReport report =
        new SiteReport(story.site(), proof.verdict(), proof.allocations(), proof.findings());
    return new PlaceReport.Checked(report, List.of());
  }
}
