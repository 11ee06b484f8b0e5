package dev.fabula.cli;

import dev.fabula.abi.Abi;
import dev.fabula.abi.AbiReader;
import dev.fabula.abi.FaultyException;
import dev.fabula.abi.Machine;
import dev.fabula.abi.generate.CStubs;
import dev.fabula.abi.generate.Generated;
import dev.fabula.abi.generate.RustStubs;
import dev.fabula.abi.run.Trials;
import dev.fabula.source.SourceFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fabula stubs}: makes stubs from a description of a system's interface, or proves some. */
@Command(
    name = "stubs",
    description = {
      "Makes stubs in Rust or C from a description of how programs call a system;"
          + " with --prove holds stubs that there are against it, with --run tries what it makes."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class Stubs implements Callable<Integer> {

  /** What stubs are written in. */
  enum Language {
    RUST,
    C
  }

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "ABI",
      description = "the description: a file as docs/abi.md shows, or the name of one: sel4, linux")
  private String description = "";

  @Parameters(
      index = "1..*",
      paramLabel = "PATH",
      description = "with --prove: files and folders with stubs")
  private List<Path> paths = new ArrayList<>();

  @Option(names = "--prove", description = "holds the stubs in files against the description")
  private boolean prove;

  @Option(
      names = "--run",
      description = {
        "compiles what is made and runs it on emulated processors, with a kernel of Fabula's own"
            + " behind the trap; what a tool is missing for is skipped"
      })
  private boolean run;

  @Option(names = "--language", description = "rust or c; the language of what is made")
  private @Nullable Language language;

  @Option(
      names = "--arch",
      paramLabel = "MACHINE",
      split = ",",
      description = "machines of the description, by name; all if none is given")
  private List<String> machines = new ArrayList<>();

  @Option(
      names = "--variant",
      paramLabel = "NAME",
      split = ",",
      description = "variants of the description that count")
  private Set<String> variants = new HashSet<>();

  @Option(
      names = "--numbers",
      paramLabel = "FILE",
      description = "the system's own list of calls, as seL4's syscall.xml")
  private @Nullable Path numbers;

  @Option(names = "--out", paramLabel = "DIR", description = "where to write what is made")
  private @Nullable Path out;

  @Option(
      names = "--format",
      description = "of a proof: ${COMPLETION-CANDIDATES}; text if not given")
  private Show.Format format = Show.Format.TEXT;

  @Option(names = "--hints", description = "of a proof: tells what is legal but wasteful, too")
  private boolean hints;

  @Option(
      names = "--deny",
      paramLabel = "VERDICT",
      description = "of a proof: such stubs count too: unknown, bounded")
  private Set<Check.Denied> denied = new HashSet<>();

  @Option(names = "--color", description = "auto, always, never")
  private Colour colour = Colour.AUTO;

  @Option(names = "--verbose", description = "tells of each site that was left undecided, and why")
  private boolean verbose;

  @Option(names = "--debug", description = "prints where an internal error comes from")
  private boolean debug;

  @Override
  public Integer call() {
    Abi abi = chosen(read());
    if (prove && run) {
      throw wrong("--prove and --run are two different things");
    }
    return prove ? prove(abi) : run ? run(abi) : make(abi);
  }

  private Abi read() {
    try {
      Optional<SourceFile> list = numbers == null ? Optional.empty() : Optional.of(file(numbers));
      return AbiReader.read(file(description), Set.copyOf(variants), list);
    } catch (FaultyException e) {
      throw new EnvironmentException("the description cannot be used\n" + e.getMessage(), e);
    }
  }

  /** The file of that path; of none, the description of that name that comes with Fabula. */
  private SourceFile file(String name) {
    Path path = Path.of(name);
    Optional<SourceFile> shipped =
        Files.exists(path) || !name.matches("[a-z0-9]+")
            ? Optional.empty()
            : AbiReader.shipped(name);
    return shipped.orElseGet(() -> file(path));
  }

  private SourceFile file(Path path) {
    Demands.path(path, spec.commandLine());
    try {
      return SourceFile.read(path);
    } catch (IOException e) {
      throw new EnvironmentException("cannot read " + path + ": " + e.getMessage(), e);
    }
  }

  private Abi chosen(Abi abi) {
    for (String name : machines) {
      if (abi.machine(name).isEmpty()) {
        throw wrong(
            "--arch: there is no machine '" + name + "'; there are " + names(abi.machines()));
      }
    }
    List<Machine> all =
        abi.machines().stream()
            .filter(m -> machines.isEmpty() || machines.contains(m.name()))
            .toList();
    return abi.on(all);
  }

  private static String names(List<Machine> machines) {
    return machines.stream().map(Machine::name).collect(Collectors.joining(", "));
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private int make(Abi abi) {
    if (language == null || out == null) {
      throw wrong("say what to make and where with --language and --out, or use --prove or --run");
    }
    if (!paths.isEmpty()) {
      throw wrong("files are only for --prove");
    }
    demandOnePerProcessor(abi);
    Generated generated =
        switch (language) {
          case RUST -> RustStubs.of(abi, abi.machines());
          case C -> CStubs.of(abi, abi.machines());
        };
    generated.files().forEach((name, text) -> write(out.resolve(name), text));
    tell(abi, generated);
    return ExitStatus.OK;
  }

  private void demandOnePerProcessor(Abi abi) {
    Map<Object, List<Machine>> byProcessor =
        abi.machines().stream().collect(Collectors.groupingBy(Machine::architecture));
    byProcessor.values().stream()
        .filter(same -> same.size() > 1)
        .findFirst()
        .ifPresent(same -> {
          throw wrong("--arch: these have one processor, choose among them: " + names(same));
        });
  }

  private void tell(Abi abi, Generated generated) {
    PrintWriter screen = spec.commandLine().getOut();
    screen.println(
        generated.stubs()
            + " stubs of "
            + abi.name()
            + " for "
            + names(abi.machines())
            + " in "
            + out);
    PrintWriter err = spec.commandLine().getErr();
    generated.left().forEach(left -> err.println("fabula: not made: " + left));
    if (abi.wantsNumbers()) {
      err.println("fabula: no numbers of calls: give the system's own list with --numbers");
    }
    screen.flush();
    err.flush();
  }

  private static void write(Path path, String text) {
    try {
      Path folder = path.getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.writeString(path, text);
    } catch (IOException e) {
      throw new EnvironmentException("cannot write " + path + ": " + e.getMessage(), e);
    }
  }

  private int run(Abi abi) {
    if (!paths.isEmpty() || out != null) {
      throw wrong("--run makes stubs by itself: no files, and no --out");
    }
    List<String> compilers =
        Trials.compilers().stream()
            .filter(c -> language == null || c.equals("rustc") == (language == Language.RUST))
            .toList();
    return new StubsTrials(abi, compilers, Console.of(spec.commandLine(), debug)).run();
  }

  private int prove(Abi abi) {
    if (paths.isEmpty()) {
      throw wrong("--prove: name files or folders with stubs");
    }
    if (language != null || out != null) {
      throw wrong("--language and --out are not for --prove");
    }
    paths.forEach(path -> Demands.path(path, spec.commandLine()));
    StubsRun.Asked asked = new StubsRun.Asked(abi, paths, format, hints, denied, colour, verbose);
    return new StubsRun(asked, Console.of(spec.commandLine(), debug)).run();
  }
}
