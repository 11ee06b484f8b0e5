package dev.fabula.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What the user's git knows of the repository around a path. */
final class Git {

  private final Path folder;

  private Git(Path folder) {
    this.folder = folder;
  }

  /**
   * The files under some paths that differ from those of a commit, by their real paths; files that
   * git does not know yet are among them.
   *
   * @param wrong makes the exception for a path without a repository, or one without the commit
   */
  static Set<Path> changedSince(
      String commit, List<Path> paths, Function<String, RuntimeException> wrong) {
    Set<Path> changed = new HashSet<>();
    for (Path path : paths) {
      Path real = real(path);
      Git git =
          new Git(
              Files.isDirectory(real) ? real : Optional.ofNullable(real.getParent()).orElse(real));
      Path top =
          git.line("rev-parse", "--show-toplevel")
              .map(Path::of)
              .orElseThrow(() -> wrong.apply("--since: " + real + " is in no git repository"));
      String hash =
          git.line("rev-parse", "--verify", "--quiet", "--end-of-options", commit + "^{commit}")
              .orElseThrow(() -> wrong.apply("--since: no commit '" + commit + "' in " + top));
      changed.addAll(new Git(top).changedSince(hash));
    }
    return changed;
  }

  private Set<Path> changedSince(String hash) {
    Set<Path> changed = new HashSet<>();
    names("diff", "--name-only", "--no-ext-diff", "-z", hash, "--").forEach(changed::add);
    names("ls-files", "--others", "--exclude-standard", "-z").forEach(changed::add);
    return changed;
  }

  private List<Path> names(String... command) {
    String output =
        run(command)
            .orElseThrow(() ->
                new EnvironmentException(
                    "git " + String.join(" ", command) + " fails in " + folder));
    List<Path> names = new ArrayList<>();
    for (String name : output.split("\0")) {
      Path file = folder.resolve(name);
      if (!name.isEmpty() && Files.exists(file)) {
        names.add(real(file));
      }
    }
    return names;
  }

  private Optional<String> line(String... command) {
    return run(command).map(String::strip).filter(line -> !line.isEmpty());
  }

  /** What a command prints; empty if it fails. A repository's own settings start no program. */
  private Optional<String> run(String... command) {
    List<String> all =
        new ArrayList<>(List.of("git", "-c", "core.fsmonitor=false", "-C", folder.toString()));
    all.addAll(List.of(command));
    try {
      Process process =
          new ProcessBuilder(all).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? Optional.of(output) : Optional.empty();
    } catch (IOException e) {
      throw new EnvironmentException("git cannot be run: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EnvironmentException("git was interrupted", e);
    }
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      throw new EnvironmentException("cannot read " + path + ": " + e.getMessage(), e);
    }
  }

  /** Whether a file is one of those. */
  static boolean isAmong(Set<Path> changed, Path file) {
    return changed.contains(real(file));
  }
}
