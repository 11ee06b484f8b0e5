package dev.fabula.cli;

import dev.fabula.machine.Conclusion;
import dev.fabula.machine.Execution;
import dev.fabula.report.RunJson;
import dev.fabula.report.RunText;
import dev.fabula.rust.TargetRequest;
import dev.fabula.story.Rustc;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fabula run}: runs a program with stories in the place of its inline assembly. */
@Command(
    name = "run",
    description = {
      "Runs a program on the Rust Abstract Machine, with each asm statement's story in its place,"
          + " and tells of undefined behaviour.",
      "Exit status: 0 if there is none, 1 if there is, 4 if it is not known."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class Run implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "a program in one file, with a function main")
  private @Nullable Path path;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "what addresses and arbitrary values depend on; 0 if not given")
  private long seed = 0;

  @Option(
      names = "--schedules",
      paramLabel = "N",
      description = "in how many orders the threads of a program run (default: 4)")
  private int schedules = 4;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "how many steps a run may make; 100 million if not given")
  private long steps = 100_000_000;

  @Option(
      names = "--cfg",
      paramLabel = "SPEC",
      description = "what the program is compiled with, as rustc takes it")
  private List<String> conditions = new ArrayList<>();

  @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; text if not given")
  private Show.Format format = Show.Format.TEXT;

  @Option(names = "--color", description = "auto, always, never")
  private Colour colour = Colour.AUTO;

  @Option(names = "--debug", description = "prints where an internal error comes from")
  private boolean debug;

  @Override
  public Integer call() {
    Path file = java.util.Objects.requireNonNull(path);
    Demands.path(file, spec.commandLine());
    Rustc rustc =
        Rustc.installed()
            .orElseThrow(() -> new EnvironmentException("there is no rustc on this machine"));
    Sources.Read read = new Sources(Optional.<TargetRequest>empty(), console()::failed).read(file);
    Conclusion conclusion =
        new Execution(rustc, new Execution.Settings(seed, steps, conditions, schedules))
            .run(read.file(), read.places());
    switch (format) {
      case TEXT -> {
        console().print(output(conclusion));
        console().print(new RunText(colour.isOn()).render(read.file(), conclusion));
      }
      case JSON -> console().print(new RunJson().render(read.file(), conclusion));
    }
    return status(conclusion);
  }

  private static String output(Conclusion conclusion) {
    return switch (conclusion) {
      case Conclusion.Clean clean -> clean.output();
      case Conclusion.Undefined undefined -> undefined.output();
      case Conclusion.NotAnalysed _ -> "";
    };
  }

  private static int status(Conclusion conclusion) {
    return switch (conclusion) {
      case Conclusion.Clean _ -> ExitStatus.OK;
      case Conclusion.Undefined _ -> ExitStatus.FINDINGS;
      case Conclusion.NotAnalysed _ -> ExitStatus.NOT_ANALYSED;
    };
  }

  private Console console() {
    return Console.of(spec.commandLine(), debug);
  }
}
