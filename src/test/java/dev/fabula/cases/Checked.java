package dev.fabula.cases;

import dev.fabula.asm.Assembler;
import dev.fabula.c.CReader;
import dev.fabula.check.Allowances;
import dev.fabula.check.Checking;
import dev.fabula.check.Finding;
import dev.fabula.check.Group;
import dev.fabula.check.Objection;
import dev.fabula.check.PlaceReport;
import dev.fabula.check.Tools;
import dev.fabula.check.Verdict;
import dev.fabula.rust.Legality;
import dev.fabula.rust.RustReader;
import dev.fabula.rust.TargetRequest;
import dev.fabula.site.Found;
import dev.fabula.site.Site;
import dev.fabula.solver.Portfolio;
import dev.fabula.source.SourceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The places of a source text with what was found at each.
 *
 * @param file the text
 * @param places the reports in source order
 */
record Checked(SourceFile file, List<PlaceReport> places) {

  private static final Pattern TARGET = Pattern.compile("(?m)^//@ target: (\\S+)$");
  private static final Map<Path, Checked> DONE = new ConcurrentHashMap<>();
  private static final Assembler ASSEMBLER = new Assembler();

  /** Checks a file, once for all tests. */
  static Checked of(Path path) {
    return DONE.computeIfAbsent(path, Checked::read);
  }

  private static Checked read(Path path) {
    try {
      return of(SourceFile.read(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Checks a text for the target that its first lines name, or for x86-64 Linux. */
  static Checked of(SourceFile file) {
    Matcher header = TARGET.matcher(file.text());
    String target = header.find() ? header.group(1) : "x86_64-unknown-linux-gnu";
    TargetRequest host = TargetRequest.named(target).orElseThrow();
    List<Found> found =
        CReader.reads(file.path())
            ? new CReader(host.target()).read(file)
            : RustReader.of(Optional.empty(), host).read(file);
    List<PlaceReport> reports = new ArrayList<>();
    Allowances allowances = new Allowances(file);
    try (Checking checking = new Checking(tools(), Checked::objections, 1, f -> fail(file, f))) {
      for (Future<PlaceReport> report : checking.submit(found)) {
        reports.add(allowances.apply(report.get()));
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
    return new Checked(file, reports);
  }

  private static Tools tools() {
    Duration limit = Duration.ofSeconds(20);
    return new Tools(ASSEMBLER, Portfolio.standard(), limit, Duration.ofSeconds(60));
  }

  private static void fail(SourceFile file, Throwable fault) {
    throw new AssertionError("checking " + file.path() + " failed", fault);
  }

  private static List<Objection> objections(Site site) {
    return Legality.check(site).stream()
        .map(r -> new Objection(r.message(), List.of(new Found.Label(r.span(), "")), r.notes()))
        .toList();
  }

  /** The findings at a place, hints aside. */
  static List<Finding> findings(PlaceReport place) {
    return all(place).stream().filter(f -> f.group() != Group.HINT).toList();
  }

  /** All findings at a place. */
  static List<Finding> all(PlaceReport place) {
    return place instanceof PlaceReport.Checked checked ? checked.report().findings() : List.of();
  }

  /** All sentences that the findings say. */
  List<String> texts() {
    List<String> texts = new ArrayList<>();
    for (PlaceReport place : places) {
      if (place instanceof PlaceReport.Checked checked) {
        for (Finding finding : checked.report().findings()) {
          texts.addAll(List.of(finding.message(), finding.label()));
          texts.addAll(finding.notes());
          texts.addAll(finding.helps());
          finding.fixes().forEach(fix -> texts.add(fix.title()));
          finding.witness().ifPresent(witness -> texts.add(witness.outcome()));
        }
      }
    }
    texts.removeIf(String::isEmpty);
    return texts;
  }

  /** What was found at a place, as sources write it. */
  static String outcome(PlaceReport place) {
    TreeSet<String> rules = new TreeSet<>();
    findings(place).forEach(f -> rules.add(f.rule().name()));
    return switch (place.verdict()) {
      case Verdict.Holds holds -> "holds";
      case Verdict.Broken broken -> "broken(" + String.join(", ", rules) + ")";
      case Verdict.Bounded bounded -> "bounded(" + bounded.reason() + ")";
      case Verdict.Unknown unknown -> "unknown(" + unknown.reason() + ")";
    };
  }
}
