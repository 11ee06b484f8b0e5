package dev.fabula.cli;

import dev.fabula.asm.Assembler;
import dev.fabula.asm.Disassembler;
import dev.fabula.check.Checking;
import dev.fabula.check.FileReport;
import dev.fabula.check.Objection;
import dev.fabula.check.Tools;
import dev.fabula.check.Totals;
import dev.fabula.report.JsonReporter;
import dev.fabula.report.Reporter;
import dev.fabula.report.TextReporter;
import dev.fabula.rust.Legality;
import dev.fabula.site.Found;
import dev.fabula.site.Site;
import dev.fabula.solver.Portfolio;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One run of {@code fabula check}. */
final class CheckRun {

  private static final Duration SOLVER_LIMIT = Duration.ofSeconds(3);

  private final CheckRequest asked;
  private final PrintWriter out;
  private final PrintWriter err;
  private final Progress progress;
  private final Sources sources;

  /** A run that writes to the given streams. */
  CheckRun(CheckRequest asked, PrintWriter out, PrintWriter err) {
    this.asked = asked;
    this.out = out;
    this.err = err;
    this.sources = new Sources(asked.target(), this::failed);
    this.progress = new Progress(err, Terminal.is(Terminal.ERR));
  }

  /** Checks everything that was asked for and answers with an {@link ExitStatus}. */
  int run() {
    Totals totals = new Totals(asked.selection());
    Reporter reporter = reporter();
    try (Assembler assembler = new Assembler();
        Checking checking = checking(assembler)) {
      FileChecks checks = checks(checking);
      for (FileChecks.Pending pending : submit(checks)) {
        FileReport report = checks.finish(pending);
        totals.add(report);
        progress.clear();
        reporter.file(report);
      }
    }
    progress.clear();
    reporter.end(totals);
    return status(totals);
  }

  private FileChecks checks(Checking checking) {
    return new FileChecks(sources, checking, asked.selection(), asked.fix(), this::waiting);
  }

  private Checking checking(Assembler assembler) {
    Tools tools = new Tools(assembler, Portfolio.standard(), SOLVER_LIMIT, asked.siteLimit());
    return new Checking(tools, CheckRun::objections, asked.jobs(), this::failed);
  }

  private static List<Objection> objections(Site site) {
    return Legality.check(site).stream()
        .map(r -> new Objection(r.message(), List.of(new Found.Label(r.span(), "")), r.notes()))
        .toList();
  }

  private Reporter reporter() {
    return switch (asked.format()) {
      case TEXT ->
          new TextReporter(this::print, asked.selection(), asked.colour().isOn(), asked.verbose());
      case JSON -> new JsonReporter(this::print, asked.selection(), Version.number());
    };
  }

  private void print(String text) {
    out.print(text);
    out.flush();
  }

  private List<FileChecks.Pending> submit(FileChecks checks) {
    List<Path> files = Sources.list(asked.roots(), asked.excludes());
    List<FileChecks.Pending> all = new ArrayList<>();
    for (Path path : files) {
      progress.show("reading " + all.size() + " of " + files.size() + " files: " + path);
      Sources.Read read = sources.read(path);
      demandLibraries(read.places());
      all.add(checks.submit(read));
    }
    return all;
  }

  private void waiting(FileChecks checks, Path path) {
    String done = checks.finished() + " of " + checks.submitted();
    progress.show("checking " + done + " sites: " + path);
  }

  /** Everything would fail without the assembler: so that is found out first. */
  private static void demandLibraries(List<Found> places) {
    for (Found place : places) {
      if (place instanceof Found.Readable(Site site)) {
        try {
          var architecture = site.target().architecture();
          Disassembler.of(architecture, architecture.defaultDialect(), site.target().mode());
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

  private synchronized void failed(Throwable fault) {
    if (asked.debug()) {
      progress.clear();
      fault.printStackTrace(err);
      err.flush();
    }
  }

  private int status(Totals totals) {
    boolean fails =
        totals.hasFailures()
            || asked.denied().contains(Check.Denied.UNKNOWN) && !totals.unknown().isEmpty()
            || asked.denied().contains(Check.Denied.BOUNDED) && !totals.bounded().isEmpty();
    return fails ? ExitStatus.FINDINGS : ExitStatus.OK;
  }
}
