package dev.fabula.compiler;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Builds packages with cargo and writes down how it runs rustc for them: with which features,
 * configuration and dependencies. It builds into a folder of its own, which lasts as long as this,
 * because rustc needs the dependencies again.
 */
final class Recorder implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(15);

  /** Cargo calls it in the place of rustc. It is read by every shell there is. */
  private static final String SCRIPT =
      """
      #!/bin/sh
      record=$(mktemp "${0%/*}/call.XXXXXX") &&
        { printf '%s\\0' "$PWD" "$#" "$@"; env -0; } >"$record.part" &&
        mv "$record.part" "$record"
      exec "$@"
      """;

  private final Path folder;
  private final String cargo;
  private final Optional<String> target;
  private boolean stuck;

  private Recorder(Path folder, String cargo, Optional<String> target) {
    this.folder = folder;
    this.cargo = cargo;
    this.target = target;
  }

  /**
   * What a build came to.
   *
   * @param invocations the runs of rustc for crates of the user
   * @param trouble what cargo has against it
   */
  record Build(List<Invocation> invocations, Optional<String> trouble) {}

  /** A recorder that runs the named cargo for a target; for that of its configuration if empty. */
  static Recorder of(String cargo, Optional<String> target) {
    try {
      Path folder = Files.createTempDirectory("fabula");
      Path script = Files.writeString(folder.resolve("rustc"), SCRIPT);
      if (!script.toFile().setExecutable(true, true)) {
        throw new IOException("cannot make " + script + " executable");
      }
      return new Recorder(folder, cargo, target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Builds all packages of the workspace around a package. */
  Build build(Path manifestFolder) {
    if (stuck) {
      return new Build(List.of(), Optional.of("an earlier build took too long, this is left out"));
    }
    Build all = build(manifestFolder, List.of("--workspace", "--all-targets"));
    // Without what only tests depend on, there may be enough to build the rest.
    return all.invocations().isEmpty() && !stuck
        ? build(manifestFolder, List.of("--workspace"))
        : all;
  }

  private Build build(Path manifestFolder, List<String> what) {
    List<String> words =
        new ArrayList<>(List.of(cargo, "check", "--offline", "--keep-going", "--quiet"));
    words.add("--message-format=short");
    words.addAll(what);
    target.ifPresent(t -> words.add("--target=" + t));
    Command command = new Command(words, manifestFolder, environment(), LIMIT);
    Command.End end = command.run(folder.resolve("output"));
    stuck = end instanceof Command.End.TimedOut;
    Optional<String> trouble = Trouble.of(cargo, end, LIMIT);
    try {
      return new Build(records(), trouble);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, String> environment() {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("RUSTC_WORKSPACE_WRAPPER", folder.resolve("rustc").toString());
    variables.put("RUSTC_WRAPPER", "");
    variables.put("CARGO_TARGET_DIR", folder.resolve("target").toString());
    variables.put("CARGO_TERM_COLOR", "never");
    return variables;
  }

  private List<Invocation> records() throws IOException {
    List<Invocation> invocations = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        if (file.getFileName().toString().matches("call\\.\\w{6}") && Files.size(file) > 0) {
          invocations.add(Invocation.read(file));
          Files.delete(file);
        }
      }
    }
    return invocations.stream().filter(Invocation::isCrate).toList();
  }

  @Override
  public void close() {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | UncheckedIOException e) {
      // A process of the build may still write there; it is the system's folder for such things.
    }
  }
}
