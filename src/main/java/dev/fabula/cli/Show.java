package dev.fabula.cli;

import dev.fabula.asm.Assembler;
import dev.fabula.check.Teaching;
import dev.fabula.compiler.UserBuild;
import dev.fabula.report.LessonJson;
import dev.fabula.report.LessonReporter;
import dev.fabula.report.LessonText;
import dev.fabula.rust.Compilation;
import dev.fabula.rust.TargetRequest;
import dev.fabula.site.Found;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fabula show}: teaches a site. */
@Command(
    name = "show",
    description = {
      "Shows a site: what its operands and options promise, its text with registers filled in, and"
          + " what each instruction reads, writes and does."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExit status:%n",
    footer = {
      "  0  shown",
      "  1  something about the site stands in the way, and is told",
      "  2  wrong command line, or no site at that place",
      "  3  something outside is missing, or Fabula itself has failed",
      ""
    })
final class Show implements Callable<Integer> {

  /** How results are told. */
  enum Format {
    TEXT,
    JSON
  }

  /** A macro may be used any number of times: the first uses teach as much as all. */
  private static final int MOST = 8;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE:LINE", description = "a line of the site, or of a macro's use")
  private String place = "";

  @Option(
      names = "--allocation",
      paramLabel = "OPERAND=REGISTER",
      split = ",",
      description = "puts operands, by name or number, into registers; the others are kept apart")
  private Map<String, String> allocation = new LinkedHashMap<>();

  @Option(
      names = "--target",
      paramLabel = "TARGET",
      description = "architecture or target triple, where a site is for more than one; all if none")
  private @Nullable String target;

  @Option(
      names = "--rustc",
      description = {
        "builds the package with cargo, offline, and takes types and values from rustc; this runs"
            + " its build scripts and procedural macros: only for code that you trust"
      })
  private boolean rustc;

  @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; text if not given")
  private Format format = Format.TEXT;

  @Option(names = "--color", description = "auto, always, never")
  private Colour colour = Colour.AUTO;

  @Override
  public Integer call() {
    Optional<TargetRequest> request =
        Optional.ofNullable(target).map(name -> Targets.named(name, spec.commandLine()));
    SourceLine line = SourceLine.parse(place, this::wrong);
    List<Found> places = places(line, request);
    Libraries.demand(places);
    int status = ExitStatus.OK;
    try (Assembler assembler = new Assembler()) {
      Teaching teaching = new Teaching(assembler, Legalities::of);
      for (Found found : places.subList(0, Math.min(MOST, places.size()))) {
        status = Math.max(status, show(teaching.teach(found, allocation)));
      }
    }
    if (places.size() > MOST) {
      spec.commandLine()
          .getErr()
          .println("fabula: " + (places.size() - MOST) + " more; name the line of a use to see it");
    }
    return status;
  }

  private List<Found> places(SourceLine line, Optional<TargetRequest> request) {
    if (!rustc) {
      return line.sites(request, Compilation.NONE, this::wrong);
    }
    PrintWriter err = spec.commandLine().getErr();
    try (UserBuild build =
        new UserBuild(Targets.triple(target), trouble -> err.println("fabula: " + trouble))) {
      return line.sites(request, build, this::wrong);
    }
  }

  private int show(Teaching.Answer answer) {
    PrintWriter out = spec.commandLine().getOut();
    LessonReporter reporter =
        switch (format) {
          case TEXT -> new LessonText(colour.isOn());
          case JSON -> new LessonJson();
        };
    int status =
        switch (answer) {
          case Teaching.Taught taught -> {
            out.print(reporter.render(taught.lesson()));
            yield ExitStatus.OK;
          }
          case Teaching.Hindered hindered -> {
            hindered.obstacles().forEach(o -> out.print(reporter.render(o)));
            yield ExitStatus.FINDINGS;
          }
          case Teaching.Declined declined -> throw wrong("--allocation: " + declined.reason());
        };
    out.flush();
    return status;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
