package dev.fabula.compiler;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One run of a program. Its input is empty, its output and errors go to files: no pipe can then be
 * waited for.
 *
 * @param words the program and its arguments
 * @param folder where it runs
 * @param environment variables besides those of our own; one with an empty text is removed
 * @param limit how long it may take
 */
public record Command(
    List<String> words, Path folder, Map<String, String> environment, Duration limit) {

  /** Copies the collections. */
  public Command {
    words = List.copyOf(words);
    environment = Map.copyOf(environment);
  }

  /** How a run ended. */
  sealed interface End {
    /** By itself, with a status and what it wrote to its errors. */
    record Ended(int status, String errors) implements End {
      boolean isFine() {
        return status == 0;
      }
    }

    /** It ran out of time, and nothing of it is left. */
    record TimedOut() implements End {}

    /** There is no such program, or it cannot be run. */
    record Missing() implements End {}
  }

  /** Runs it; its output is written to a file. */
  End run(Path output) {
    try {
      Path errors = Files.createTempFile("fabula", ".txt");
      try {
        return run(output, errors);
      } finally {
        Files.deleteIfExists(errors);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private End run(Path output, Path errors) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.directory(folder.toFile());
    builder.environment().putAll(environment);
    builder.environment().values().removeIf(String::isEmpty);
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    builder.redirectOutput(output.toFile()).redirectError(errors.toFile());
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      return new End.Missing();
    }
    Optional<Integer> status = ends(process, limit);
    return status.isPresent() ? new End.Ended(status.get(), text(errors)) : new End.TimedOut();
  }

  /** The exit status; empty if the time ran out, after which nothing of the process is left. */
  public static Optional<Integer> ends(Process process, Duration limit) {
    try {
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)
          ? Optional.of(process.exitValue())
          : Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      List<ProcessHandle> left = new ArrayList<>(process.descendants().toList());
      process.destroyForcibly();
      left.forEach(ProcessHandle::destroyForcibly);
    }
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
