package dev.fabula.cli;

import dev.fabula.asm.Assembler;
import dev.fabula.check.Checking;
import dev.fabula.check.FileReport;
import dev.fabula.check.Tools;
import dev.fabula.check.Totals;
import dev.fabula.compiler.UserBuild;
import dev.fabula.report.JsonReporter;
import dev.fabula.report.Reporter;
import dev.fabula.report.RustinaReporter;
import dev.fabula.report.TextReporter;
import dev.fabula.rust.Compilation;
import dev.fabula.solver.Portfolio;
import dev.fabula.story.Proofs;
import dev.fabula.story.Rustc;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** One run of {@code fabula check}. */
final class CheckRun {

  private static final Duration SOLVER_LIMIT = Duration.ofSeconds(3);

  /** With so many sites in hand no more files are read: the memory for what is read has an end. */
  private static final int MOST_WAITING = 2_000;

  /** Of many files that are no crates by themselves, the first tell enough. */
  private static final int MOST_TROUBLES = 8;

  private final CheckRequest asked;
  private final PrintWriter err;
  private final Console console;
  private final Progress progress;
  private final Optional<UserBuild> build;
  private final Sources sources;
  private int troubles;

  /** A run that writes to the given streams. */
  CheckRun(CheckRequest asked, PrintWriter out, PrintWriter err) {
    this.asked = asked;
    this.err = err;
    this.console = new Console(out, err, asked.debug());
    this.progress = new Progress(err, Terminal.is(Terminal.ERR));
    this.build = asked.build().map(b -> new UserBuild(b.triple(), this::unbuilt));
    Compilation compilation = build.<Compilation>map(b -> b).orElse(Compilation.NONE);
    this.sources = new Sources(asked.target(), compilation, this::failed);
  }

  /** Checks everything that was asked for and answers with an {@link ExitStatus}. */
  int run() {
    Totals totals = new Totals(asked.selection());
    Reporter reporter = reporter();
    try (Assembler assembler = new Assembler()) {
      check(
          new Tools(assembler, Portfolio.standard(), SOLVER_LIMIT, asked.siteLimit()),
          totals,
          reporter);
    } finally {
      build.ifPresent(UserBuild::close);
    }
    progress.clear();
    reporter.end(totals);
    if (build.isPresent()) {
      tellOfRustc(totals);
    }
    return ExitStatus.of(totals, asked.denied());
  }

  private void check(Tools tools, Totals totals, Reporter reporter) {
    try (Checking checking = new Checking(tools, Legalities::of, asked.jobs(), this::failed)) {
      Proofs proofs = new Proofs(tools, Rustc::installed, this::failed);
      FileChecks checks =
          new FileChecks(sources, checking, proofs, asked.selection(), asked.fix(), this::waiting);
      check(
          checks,
          report -> {
            totals.add(report);
            progress.clear();
            reporter.file(report);
          });
    }
  }

  private void unbuilt(String trouble) {
    if (++troubles <= MOST_TROUBLES) {
      tell(trouble + "; what it does not build is read without it");
    }
  }

  private void tellOfRustc(Totals totals) {
    if (troubles > MOST_TROUBLES) {
      tell((troubles - MOST_TROUBLES) + " more packages or files are not built");
    }
    if (totals.compiled() == 0 && totals.sites() > 0) {
      tell("rustc compiled none of the sites; all are read without it");
    }
  }

  private void tell(String message) {
    progress.clear();
    err.println("fabula: " + message);
    err.flush();
  }

  /** Tells of files in their order, each as soon as it and those before it are done. */
  private void check(FileChecks checks, Consumer<FileReport> reports) {
    Deque<FileChecks.Pending> open = new ArrayDeque<>();
    List<Path> files = files();
    int read = 0;
    for (Path path : files) {
      progress.show("reading " + read++ + " of " + files.size() + " files: " + path);
      Sources.Read source = sources.read(path);
      Libraries.demand(source.places());
      open.add(checks.submit(source));
      while (!open.isEmpty() && (open.peek().isDone() || checks.waiting() > MOST_WAITING)) {
        reports.accept(checks.finish(open.remove()));
      }
    }
    open.forEach(pending -> reports.accept(checks.finish(pending)));
  }

  private List<Path> files() {
    List<Path> all = Sources.list(asked.roots(), asked.excludes());
    return asked
        .changed()
        .map(changed -> all.stream().filter(f -> Git.isAmong(changed, f)).toList())
        .orElse(all);
  }

  private Reporter reporter() {
    return switch (asked.format()) {
      case TEXT ->
          new TextReporter(
              console::print, asked.selection(), asked.colour().isOn(), asked.verbose());
      case RUSTINA_TABLE -> new RustinaReporter(console::print);
      case JSON -> new JsonReporter(console::print, asked.selection(), Version.number());
    };
  }

  private void waiting(FileChecks checks, Path path) {
    String done = checks.finished() + " of " + checks.submitted();
    progress.show("checking " + done + " sites: " + path);
  }

  private synchronized void failed(Throwable fault) {
    if (asked.debug()) {
      progress.clear();
      console.failed(fault);
    }
  }
}
