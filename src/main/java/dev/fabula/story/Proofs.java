package dev.fabula.story;

import dev.fabula.check.FileReport;
import dev.fabula.check.Finding;
import dev.fabula.check.Objection;
import dev.fabula.check.PlaceReport;
import dev.fabula.check.SiteReport;
import dev.fabula.check.Tools;
import dev.fabula.check.Verdict;
import dev.fabula.rust.Legality;
import dev.fabula.site.Found;
import dev.fabula.site.Site;
import dev.fabula.source.SourceFile;
import dev.fabula.source.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Proves the stories of files. */
public final class Proofs {

  /** What was not asked for may not take long: a file of its own may be no crate at all. */
  private static final Duration SHORT = Duration.ofSeconds(3);

  private final Workshop workshop;
  private final Prover prover;
  private final TwinProver twins;
  private final TwinProver twinsBeside;

  /**
   * Proofs with the given tools.
   *
   * @param rustcs finds the compiler, if there is something to prove; without one nothing can be
   * @param failures hears what was thrown by a fault of ours
   */
  public Proofs(Tools tools, Supplier<Optional<Rustc>> rustcs, Consumer<Throwable> failures) {
    this.workshop = new Workshop(rustcs, failures);
    this.prover = new Prover(tools);
    this.twins = new TwinProver(tools, prover, workshop);
    Workshop hurried = new Workshop(() -> rustcs.get().map(r -> r.within(SHORT)), failures);
    this.twinsBeside = new TwinProver(tools, prover, hurried);
  }

  /** Reports on the stories in a file, in their order; sites without one are passed over. */
  public FileReport file(SourceFile file, List<Found> places) {
    List<Story> stories = new ArrayList<>();
    List<PlaceReport> reports = new ArrayList<>();
    for (Found place : places) {
      if (place instanceof Found.Readable(var site)) {
        List<Story> told = stories(site);
        List<Objection> objections = told.isEmpty() ? List.of() : objections(site);
        if (objections.isEmpty()) {
          stories.addAll(told);
        } else {
          reports.add(new PlaceReport.Refused(place, objections));
        }
      }
    }
    if (!stories.isEmpty()) {
      List<Span> sites = places.stream().map(Found::span).distinct().toList();
      List<Translated> translated = workshop.translated(file, stories, sites);
      for (int i = 0; i < stories.size(); i++) {
        reports.add(report(stories.get(i), translated.get(i)));
      }
    }
    twins.prove(file, places).stream().map(Proofs::report).forEach(reports::add);
    return FileReport.of(file, reports, List.of());
  }

  /**
   * The reports on sites with what becomes of their stories: one that does not hold is a finding of
   * its site. What breaks its contract is told no story.
   *
   * @param reports on places of the file
   */
  public List<PlaceReport> added(SourceFile file, List<PlaceReport> reports) {
    List<List<Story>> told = reports.stream().map(Proofs::stories).toList();
    List<Story> stories = told.stream().flatMap(List::stream).toList();
    List<PlaceReport> all = new ArrayList<>(reports);
    if (!stories.isEmpty()) {
      List<Span> sites = reports.stream().map(PlaceReport::span).distinct().toList();
      Iterator<Translated> translated = workshop.translated(file, stories, sites).iterator();
      for (int i = 0; i < all.size(); i++) {
        if (reports.get(i) instanceof PlaceReport.Checked contract) {
          all.set(i, added(contract, told.get(i), translated));
        }
      }
    }
    addTwins(file, all);
    return all;
  }

  /** Twins are not always meant as stories: of those that are undecided nothing is told. */
  private void addTwins(SourceFile file, List<PlaceReport> reports) {
    List<Found> places = reports.stream().map(Proofs::place).toList();
    for (Proof proof : twinsBeside.prove(file, places)) {
      boolean decided =
          !(proof.verdict() instanceof Verdict.Unknown) || Workshop.isFault(proof.verdict());
      for (int i = 0; i < reports.size(); i++) {
        if (decided
            && reports.get(i) instanceof PlaceReport.Checked(SiteReport report, var allowed)
            && report.site() == proof.story().site()
            && !(report.verdict() instanceof Verdict.Broken)) {
          reports.set(i, new PlaceReport.Checked(joined(report, proof), allowed));
        }
      }
    }
  }

  private static Found place(PlaceReport report) {
    return switch (report) {
      case PlaceReport.Checked(SiteReport site, var _) -> new Found.Readable(site.site());
      case PlaceReport.Refused(Found found, var _) -> found;
      case PlaceReport.NotAnalysed(Found found, String _) -> found;
    };
  }

  private static List<Story> stories(PlaceReport report) {
    return report instanceof PlaceReport.Checked(SiteReport site, var _)
            && !(site.verdict() instanceof Verdict.Broken)
        ? stories(site.site())
        : List.of();
  }

  /** The report with its stories, of which the translations come next. */
  private PlaceReport added(
      PlaceReport.Checked contract, List<Story> told, Iterator<Translated> translated) {
    SiteReport result = contract.report();
    for (Story story : told) {
      Translated ready = translated.next();
      result =
          joined(result, workshop.proof(story, () -> prover.prove(story, ready, contract::report)));
    }
    return new PlaceReport.Checked(result, contract.allowed());
  }

  /** Both of a site: the worse of two verdicts, and all findings. */
  private static SiteReport joined(SiteReport report, Proof proof) {
    Verdict story = about(proof.verdict());
    List<Finding> findings = new ArrayList<>(report.findings());
    proof.findings().stream().filter(f -> !findings.contains(f)).forEach(findings::add);
    return new SiteReport(
        report.site(),
        weight(story) > weight(report.verdict()) ? story : report.verdict(),
        report.allocations(),
        findings);
  }

  private static Verdict about(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Holds _, Verdict.Broken _ -> verdict;
      case Verdict.Bounded(String limit) ->
          new Verdict.Bounded("its story holds up to a limit (" + limit + ")");
      case Verdict.Unknown(String reason) ->
          new Verdict.Unknown("its story is not decided (" + reason + ")");
    };
  }

  private static int weight(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Holds _ -> 0;
      case Verdict.Bounded _ -> 1;
      case Verdict.Unknown _ -> 2;
      case Verdict.Broken _ -> 3;
    };
  }

  /** Nothing is read in C so far. */
  private static List<Story> stories(Site site) {
    return site.gnu().isPresent() ? List.of() : Comments.stories(site);
  }

  private static List<Objection> objections(Site site) {
    return Legality.check(site).stream()
        .map(r -> new Objection(r.message(), List.of(new Found.Label(r.span(), "")), r.notes()))
        .toList();
  }

  private PlaceReport report(Story story, Translated translated) {
    return report(workshop.proof(story, () -> prover.prove(story, translated)));
  }

  private static PlaceReport report(Proof proof) {
    SiteReport report =
        new SiteReport(
            proof.story().site(), proof.verdict(), proof.allocations(), proof.findings());
    return new PlaceReport.Checked(report, List.of());
  }
}
