package dev.fabula.cli;

import dev.fabula.asm.Assembler;
import dev.fabula.asm.Disassembler;
import dev.fabula.check.Allowances;
import dev.fabula.check.Checking;
import dev.fabula.check.FileReport;
import dev.fabula.check.Objection;
import dev.fabula.check.PlaceReport;
import dev.fabula.check.Tools;
import dev.fabula.check.Totals;
import dev.fabula.report.Reporter;
import dev.fabula.report.TextReporter;
import dev.fabula.rust.Legality;
import dev.fabula.site.Found;
import dev.fabula.site.Site;
import dev.fabula.solver.Portfolio;
import dev.fabula.source.SourceFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One run of {@code fabula check}. */
final class CheckRun {

  private static final Duration SOLVER_LIMIT = Duration.ofSeconds(3);
  private static final int POLL_MILLIS = 100;

  private final CheckRequest asked;
  private final PrintWriter out;
  private final PrintWriter err;
  private final Progress progress;
  private int submitted;
  private int finished;

  /** A run that writes to the given streams. */
  CheckRun(CheckRequest asked, PrintWriter out, PrintWriter err) {
    this.asked = asked;
    this.out = out;
    this.err = err;
    this.progress = new Progress(err, Terminal.is(Terminal.ERR));
  }

  private record Pending(SourceFile file, List<Future<PlaceReport>> places) {}

  /** Checks everything that was asked for and answers with an {@link ExitStatus}. */
  int run() {
    Totals totals = new Totals(asked.selection());
    try (Assembler assembler = new Assembler();
        Checking checking = checking(assembler)) {
      Reporter reporter = reporter();
      for (Pending pending : submit(checking)) {
        FileReport report = await(pending);
        totals.add(report);
        progress.clear();
        reporter.file(report);
      }
      progress.clear();
      reporter.end(totals);
      out.flush();
    }
    return status(totals);
  }

  private Checking checking(Assembler assembler) {
    Tools tools =
        new Tools(assembler, Portfolio.standard(), SOLVER_LIMIT, asked.siteLimit());
    return new Checking(tools, CheckRun::objections, asked.jobs(), this::failed);
  }

  private static List<Objection> objections(Site site) {
    return Legality.check(site).stream()
        .map(r -> new Objection(r.message(), List.of(new Found.Label(r.span(), "")), r.notes()))
        .toList();
  }

  private Reporter reporter() {
    return new TextReporter(
        this::print, asked.selection(), asked.colour().isOn(), asked.verbose());
  }

  private void print(String text) {
    out.print(text);
    out.flush();
  }

  private List<Pending> submit(Checking checking) {
    Sources sources = new Sources(asked.target(), this::failed);
    List<Path> files = Sources.list(asked.roots(), asked.excludes());
    List<Pending> all = new ArrayList<>();
    for (Path path : files) {
      progress.show("reading " + all.size() + " of " + files.size() + " files: " + path);
      Sources.Read read = sources.read(path);
      demandLibraries(read.places());
      submitted += read.places().size();
      all.add(new Pending(read.file(), checking.submit(read.places())));
    }
    return all;
  }

  /** Everything would fail without the assembler: so that is found out first. */
  private static void demandLibraries(List<Found> places) {
    for (Found place : places) {
      if (place instanceof Found.Readable(Site site)) {
        try {
          var architecture = site.target().architecture();
          Disassembler.of(architecture, architecture.defaultDialect());
        } catch (LinkageError e) {
          throw new EnvironmentException("LLVM cannot be loaded: " + deepest(e).getMessage(), e);
        }
        return;
      }
    }
  }

  private static Throwable deepest(Throwable fault) {
    Throwable at = fault;
    while (at.getCause() != null) {
      at = at.getCause();
    }
    return at;
  }

  private FileReport await(Pending pending) {
    Allowances allowances = new Allowances(pending.file());
    List<PlaceReport> reports = new ArrayList<>();
    for (Future<PlaceReport> place : pending.places()) {
      reports.add(allowances.apply(await(place, pending.file().path())));
      finished++;
    }
    return new FileReport(reports, allowances.remarks());
  }

  private PlaceReport await(Future<PlaceReport> place, String path) {
    while (true) {
      try {
        return place.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        progress.show("checking " + finished + " of " + submitted + " sites: " + path);
      } catch (InterruptedException | ExecutionException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private synchronized void failed(Throwable fault) {
    if (asked.debug()) {
      progress.clear();
      fault.printStackTrace(err);
      err.flush();
    }
  }

  private int status(Totals totals) {
    boolean undecided = !totals.unknown().isEmpty() || !totals.bounded().isEmpty();
    boolean fails = totals.hasFailures() || asked.denyUnknown() && undecided;
    return fails ? ExitStatus.FINDINGS : ExitStatus.OK;
  }
}
