package dev.fabula.cli;

import dev.fabula.check.Level;
import dev.fabula.check.Remark;
import dev.fabula.check.Rules;
import dev.fabula.check.Selection;
import dev.fabula.rust.TargetRequest;
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
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fabula check}: holds inline assembly against its contracts. */
@Command(
    name = "check",
    description = "Checks the inline assembly in files and folders of Rust and C.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class Check implements Callable<Integer> {

  /** How results are told. */
  enum Format {
    TEXT,
    JSON,
    /** The categories of an earlier checker of C, to be held against what it has published. */
    RUSTINA_TABLE {
      @Override
      public String toString() {
        return "rustina-table";
      }
    }
  }

  /** What can be denied. */
  enum Denied {
    UNKNOWN,
    BOUNDED
  }

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

  @Option(
      names = "--since",
      paramLabel = "COMMIT",
      description = "only files that git finds changed since a commit, or does not know yet")
  private @Nullable String since;

  @Option(
      names = "--rustc",
      description = {
        "builds the packages with cargo, offline, and takes types and values from rustc; this runs"
            + " their build scripts and procedural macros: only for code that you trust"
      })
  private boolean rustc;

  @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; text if not given")
  private Format format = Format.TEXT;

  @Option(
      names = "--level",
      description = "from which level findings are shown and count: error, warning, note")
  private Level level = Level.WARNING;

  @Option(names = "--hints", description = "shows what is legal but wasteful, too")
  private boolean hints;

  @Option(names = "--only", paramLabel = "RULE", split = ",", description = "only these rules")
  private List<String> only = new ArrayList<>();

  @Option(names = "--allow", paramLabel = "RULE", split = ",", description = "all but these rules")
  private List<String> allow = new ArrayList<>();

  @Option(
      names = "--deny",
      paramLabel = "VERDICT",
      description = "such sites count too: unknown, bounded")
  private Set<Denied> denied = new HashSet<>();

  @Option(names = "--fix", description = "makes the changes that need no look, and checks again")
  private boolean fix;

  @Option(names = "--jobs", paramLabel = "N", description = "how many sites at a time")
  private int jobs = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--time-limit",
      paramLabel = "SECONDS",
      description = "how long one site may take; ${DEFAULT-VALUE} if not given")
  private int timeLimit = 20;

  @Option(names = "--color", description = "auto, always, never")
  private Colour colour = Colour.AUTO;

  @Option(names = "--verbose", description = "tells of each site that was left undecided, and why")
  private boolean verbose;

  @Option(names = "--debug", description = "prints where an internal error comes from")
  private boolean debug;

  @Override
  public Integer call() {
    Optional<TargetRequest> request =
        Optional.ofNullable(target).map(name -> Targets.named(name, spec.commandLine()));
    demandSense();
    List<Path> roots = paths.isEmpty() ? List.of(Path.of("")) : paths;
    Optional<Set<Path>> changed =
        Optional.ofNullable(since).map(commit -> Git.changedSince(commit, roots, this::wrong));
    CheckRequest asked =
        new CheckRequest(
            roots,
            excludes,
            changed,
            request,
            format,
            rustc ? Optional.of(new CheckRequest.Build(Targets.triple(target))) : Optional.empty(),
            new Selection(level, hints, Set.copyOf(only), Set.copyOf(allow)),
            denied,
            fix,
            jobs,
            Duration.ofSeconds(timeLimit),
            colour,
            verbose,
            debug);
    return new CheckRun(asked, spec.commandLine().getOut(), spec.commandLine().getErr()).run();
  }

  private void demandSense() {
    paths.forEach(path -> Demands.path(path, spec.commandLine()));
    only.forEach(this::demandRule);
    allow.forEach(this::demandRule);
    Demands.positive(jobs, "--jobs", spec.commandLine());
    Demands.positive(timeLimit, "--time-limit", spec.commandLine());
    if (rustc && fix) {
      throw wrong("--fix changes what rustc has seen; use it without --rustc");
    }
  }

  private void demandRule(String rule) {
    if (Rules.named(rule).isEmpty() && !rule.equals(Remark.NAME)) {
      throw wrong(Explain.noRule(rule));
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
