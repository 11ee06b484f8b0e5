package dev.fabula.cli;

import dev.fabula.asm.Assembler;
import dev.fabula.check.Finding;
import dev.fabula.check.Tools;
import dev.fabula.check.Verdict;
import dev.fabula.rust.TargetRequest;
import dev.fabula.site.Site;
import dev.fabula.solver.Portfolio;
import dev.fabula.source.Edit;
import dev.fabula.source.Edits;
import dev.fabula.source.SourceFile;
import dev.fabula.story.Rustc;
import dev.fabula.story.Tellings;
import dev.fabula.story.Told;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fabula tell}: makes stories in Rust for inline assembly that has none. */
@Command(
    name = "tell",
    description = {
      "Tells inline assembly that has no story as Rust: what its instructions do to its operands"
          + " and to memory, proved for every register allocation and every entry state."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class Tell implements Callable<Integer> {

  private static final Duration SITE_LIMIT = Duration.ofSeconds(60);
  private static final Pattern LINE = Pattern.compile("(.+):(\\d+)");

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "PATH|FILE:LINE",
      description = "files, folders and lines of sites; the current folder if none")
  private List<String> places = new ArrayList<>();

  @Option(names = "--write", description = "inserts the stories as comments above their sites")
  private boolean write;

  @Option(
      names = "--twin",
      description = {
        "inserts the stories as code under `cfg(miri)`, which then runs in the place of the"
            + " assembly; what stands in no statement of its own is left as it is"
      })
  private boolean twin;

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

  /** How results are told. */
  enum Format {
    /** For people. */
    TEXT,
    /**
     * A line a site: place, target, sort, number of instructions, verdict, milliseconds of the
     * proof, story or reason. The verdict is {@code broken} where the site breaks its contract, so
     * that no story is true, and {@code none} where none was found.
     */
    TABLE
  }

  @Option(
      names = "--format",
      description = {
        "${COMPLETION-CANDIDATES}; text if not given; a table has a line for each site, with tabs"
            + " between place, target, sort, number of instructions, verdict, milliseconds of the"
            + " proof, story or reason; the verdict is broken where the site breaks its contract,"
            + " so that no story is true of it, and none where none was found"
      })
  private Format format = Format.TEXT;

  @Option(
      names = "--time-limit",
      paramLabel = "SECONDS",
      description = "how long the solver may think about one question; 10 if not given")
  private int timeLimit = 10;

  @Option(names = "--debug", description = "prints where an internal error comes from")
  private boolean debug;

  private int proved;
  private int others;

  /** A path, and a line in it if only one site is meant. */
  private record Wanted(Path path, OptionalInt line) {}

  @Override
  public Integer call() {
    Optional<TargetRequest> request =
        Optional.ofNullable(target).map(name -> Targets.named(name, spec.commandLine()));
    Demands.positive(timeLimit, "--time-limit", spec.commandLine());
    List<Wanted> wanted =
        places.isEmpty() ? List.of(wanted("")) : places.stream().map(this::wanted).toList();
    try (Assembler assembler = new Assembler()) {
      Sources sources = new Sources(request, console()::failed);
      Tools tools =
          new Tools(assembler, Portfolio.standard(), Duration.ofSeconds(timeLimit), SITE_LIMIT);
      Tellings tellings = new Tellings(tools, Rustc::installed, console()::failed);
      for (Wanted one : wanted) {
        for (Path path : Sources.list(List.of(one.path()), excludes)) {
          tell(sources.read(path), one.line(), tellings);
        }
      }
    }
    if (format == Format.TEXT) {
      console().print("told " + proved + " of " + (proved + others) + " sites\n");
    }
    return ExitStatus.OK;
  }

  private Wanted wanted(String place) {
    Matcher matcher = LINE.matcher(place);
    boolean line = matcher.matches() && !Files.exists(Path.of(place));
    Path path = Path.of(line ? matcher.group(1) : place);
    Demands.path(path, spec.commandLine());
    return new Wanted(
        path, line ? OptionalInt.of(Integer.parseInt(matcher.group(2))) : OptionalInt.empty());
  }

  private void tell(Sources.Read read, OptionalInt line, Tellings tellings) {
    var asked =
        read.places().stream()
            .filter(p -> line.isEmpty() || covers(read.file(), p.span(), line.getAsInt()))
            .toList();
    List<Edit> edits = new ArrayList<>();
    for (Tellings.Result result : tellings.file(read.file(), asked)) {
      show(result);
      if (result.isProved()) {
        proved++;
      } else {
        others++;
      }
      List<Edit> made = twin ? result.twin() : result.edit().stream().toList();
      made.stream().filter(e -> !edits.contains(e)).forEach(edits::add);
    }
    if ((write || twin) && !edits.isEmpty()) {
      save(read, edits);
    }
  }

  private static boolean covers(SourceFile file, dev.fabula.source.Span span, int line) {
    return file.line(span.start()) <= line
        && line <= file.line(Math.max(span.start(), span.end() - 1));
  }

  private void save(Sources.Read read, List<Edit> edits) {
    try {
      Optional<byte[]> changed = Edits.apply(read.file(), edits);
      if (changed.isPresent()) {
        Files.write(read.path(), changed.get());
      }
    } catch (IOException e) {
      throw new EnvironmentException("cannot write " + e.getMessage(), e);
    }
  }

  private static String verdict(Tellings.Result result) {
    if (result.isLawless()) {
      return "broken";
    }
    return result
        .proof()
        .filter(p -> !(p.verdict() instanceof Verdict.Broken))
        .map(p -> word(p.verdict()))
        .orElse("none");
  }

  private void show(Tellings.Result result) {
    Told told = result.told();
    Site site = told.site();
    String place = site.place().toString();
    String verdict = verdict(result);
    if (format == Format.TABLE) {
      String story = String.join(" ", told.lines());
      String text =
          result.reason().map(r -> r + (story.isEmpty() ? "" : " | " + story)).orElse(story);
      console()
          .print(
              String.join(
                      "\t",
                      place,
                      site.target().architecture().rustName(),
                      told.sort().toString().toLowerCase(Locale.ROOT),
                      Integer.toString(told.instructions()),
                      verdict,
                      String.format(Locale.ROOT, "%.1f", result.time().toNanos() / 1e6),
                      text.replace('\t', ' ').replace('\n', ' '))
                  + "\n");
      return;
    }
    console()
        .print(place + ": " + result.reason().map(r -> "no story: " + r).orElse(verdict) + "\n");
    if (result.isProved()) {
      String sign = "story: ";
      for (String line : told.lines()) {
        console().print("    // " + sign + line + "\n");
        sign = "";
      }
      result.proof().orElseThrow().findings().stream()
          .map(Finding::message)
          .forEach(m -> console().print("    " + m + "\n"));
    }
  }

  private static String word(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Holds holds -> "holds";
      case Verdict.Broken broken -> "broken";
      case Verdict.Bounded(String limit) -> "holds up to a limit (" + limit + ")";
      case Verdict.Unknown unknown -> "unknown";
    };
  }

  private Console console() {
    return Console.of(spec.commandLine(), debug);
  }
}
