package dev.fabula.cli;

import dev.fabula.asm.Assembler;
import dev.fabula.check.FileReport;
import dev.fabula.check.Level;
import dev.fabula.check.Selection;
import dev.fabula.check.Tools;
import dev.fabula.check.Totals;
import dev.fabula.report.JsonReporter;
import dev.fabula.report.Reporter;
import dev.fabula.report.TextReporter;
import dev.fabula.rust.TargetRequest;
import dev.fabula.solver.Portfolio;
import dev.fabula.story.Proofs;
import dev.fabula.story.Rustc;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fabula prove}: proves that inline assembly keeps to its stories. */
@Command(
    name = "prove",
    description = "Proves that inline assembly does what its stories in Rust say.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class Prove implements Callable<Integer> {

  private static final Duration SITE_LIMIT = Duration.ofSeconds(60);

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "PATH", description = "files and folders; the current folder if none")
  private List<Path> paths = new ArrayList<>();

  @Option(
      names = "--target",
      paramLabel = "TARGET",
      description = "architecture or target triple for sites whose surroundings tell none")
  private @Nullable String target;

  @Option(
      names = "--exclude",
      paramLabel = "GLOB",
      description = "leaves files and folders out, in the syntax of .gitignore")
  private List<String> excludes = new ArrayList<>();

  @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; text if not given")
  private Show.Format format = Show.Format.TEXT;

  @Option(
      names = "--deny",
      paramLabel = "VERDICT",
      description = "such stories count too: unknown, bounded")
  private Set<Check.Denied> denied = new HashSet<>();

  @Option(
      names = "--time-limit",
      paramLabel = "SECONDS",
      description = "how long the solver may think about one question; 10 if not given")
  private int timeLimit = 10;

  @Option(names = "--color", description = "auto, always, never")
  private Colour colour = Colour.AUTO;

  @Option(names = "--verbose", description = "tells of each story that was left undecided, and why")
  private boolean verbose;

  @Option(names = "--debug", description = "prints where an internal error comes from")
  private boolean debug;

  @Override
  public Integer call() {
    Optional<TargetRequest> request =
        Optional.ofNullable(target).map(name -> Targets.named(name, spec.commandLine()));
    paths.forEach(path -> Demands.path(path, spec.commandLine()));
    Demands.positive(timeLimit, "--time-limit", spec.commandLine());
    List<Path> roots = paths.isEmpty() ? List.of(Path.of("")) : paths;
    Selection selection = new Selection(Level.WARNING, true, Set.of(), Set.of());
    Totals totals = new Totals(selection);
    Reporter reporter = reporter(selection);
    try (Assembler assembler = new Assembler()) {
      Sources sources = new Sources(request, console()::failed);
      Tools tools =
          new Tools(assembler, Portfolio.standard(), Duration.ofSeconds(timeLimit), SITE_LIMIT);
      Proofs proofs = new Proofs(tools, Rustc::installed, console()::failed);
      for (Path path : Sources.list(roots, excludes)) {
        Sources.Read read = sources.read(path);
        FileReport report = proofs.file(read.file(), read.places());
        totals.add(report);
        reporter.file(report);
      }
    }
    reporter.end(totals);
    return ExitStatus.of(totals, denied);
  }

  private Reporter reporter(Selection selection) {
    return switch (format) {
      case TEXT -> new TextReporter(console()::print, selection, colour.isOn(), verbose);
      case JSON -> new JsonReporter(console()::print, selection, Version.number());
    };
  }

  private Console console() {
    return Console.of(spec.commandLine(), debug);
  }
}
