package dev.fabula.cli;

import dev.fabula.abi.Abi;
import dev.fabula.abi.Machine;
import dev.fabula.abi.proof.StubChecker;
import dev.fabula.asm.Assembler;
import dev.fabula.check.Allowances;
import dev.fabula.check.Checking;
import dev.fabula.check.FileReport;
import dev.fabula.check.Level;
import dev.fabula.check.PlaceReport;
import dev.fabula.check.Selection;
import dev.fabula.check.Tools;
import dev.fabula.check.Totals;
import dev.fabula.report.JsonReporter;
import dev.fabula.report.Reporter;
import dev.fabula.report.TextReporter;
import dev.fabula.rust.TargetRequest;
import dev.fabula.solver.Portfolio;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** One run of {@code fabula stubs --prove}. */
final class StubsRun {

  private static final Duration SOLVER_LIMIT = Duration.ofSeconds(3);
  private static final Duration SITE_LIMIT = Duration.ofSeconds(20);

  private final Asked asked;
  private final Console console;

  /** What was asked for. */
  record Asked(
      Abi abi,
      List<Path> paths,
      Show.Format format,
      boolean hints,
      Set<Check.Denied> denied,
      Colour colour,
      boolean verbose) {}

  /** A run that writes to the given console. */
  StubsRun(Asked asked, Console console) {
    this.asked = asked;
    this.console = console;
  }

  /** Proves everything that was asked for and answers with an {@link ExitStatus}. */
  int run() {
    Selection selection = new Selection(Level.WARNING, true, Set.of(), Set.of());
    Totals totals = new Totals(selection);
    Reporter reporter = reporter(selection);
    int jobs = Runtime.getRuntime().availableProcessors();
    try (Assembler assembler = new Assembler()) {
      Tools tools = new Tools(assembler, Portfolio.standard(), SOLVER_LIMIT, SITE_LIMIT);
      StubChecker checker = new StubChecker(asked.abi(), tools, asked.hints());
      try (Checking checking =
          new Checking(tools, checker::check, Legalities::of, jobs, console::failed)) {
        for (Path path : Sources.list(asked.paths(), List.of())) {
          FileReport report = report(path, checking);
          totals.add(report);
          reporter.file(report);
        }
      }
    }
    reporter.end(totals);
    return ExitStatus.of(totals, asked.denied());
  }

  /** C tells nothing of its machine: the first that was chosen, or this one. */
  private Optional<TargetRequest> target() {
    TargetRequest host = TargetRequest.host();
    List<Machine> machines = asked.abi().machines();
    boolean local = machines.stream().anyMatch(m -> m.architecture() == host.architecture());
    return local
        ? Optional.of(new TargetRequest(host.architecture(), Optional.empty()))
        : machines.stream()
            .findFirst()
            .map(m -> new TargetRequest(m.architecture(), Optional.empty()));
  }

  private FileReport report(Path path, Checking checking) {
    Sources.Read read = new Sources(target(), console::failed).read(path);
    Libraries.demand(read.places());
    Allowances allowances = new Allowances(read.file());
    List<PlaceReport> places = new ArrayList<>();
    for (Future<PlaceReport> place : checking.submit(read.places())) {
      places.add(allowances.apply(result(place)));
    }
    return FileReport.of(read.file(), places, allowances.remarks());
  }

  private static PlaceReport result(Future<PlaceReport> place) {
    try {
      return place.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private Reporter reporter(Selection selection) {
    return switch (asked.format()) {
      case TEXT ->
          new TextReporter(console::print, selection, asked.colour().isOn(), asked.verbose());
      case JSON -> new JsonReporter(console::print, selection, Version.number());
    };
  }
}
