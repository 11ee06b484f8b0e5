package dev.fabula.story;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The user's rustc, asked for the MIR of a text with the standard library inlined into it. */
public final class Rustc {

  private static final int LIMIT_SECONDS = 120;
  private static final String MUCH = "1000000";
  private static final Pattern ERROR =
      Pattern.compile("^(.*?):(\\d+):(\\d+): error(?:\\[E\\d+\\])?: (.*)$");

  private final String command;

  private Rustc(String command) {
    this.command = command;
  }

  /** What came of a text. */
  sealed interface Compiled {
    /** Its MIR. */
    record Mir(String text) implements Compiled {}

    /** What rustc has against it. */
    record Errors(List<Message> messages) implements Compiled {}
  }

  /** An error at a line and column of the text, both 0 if it has no place. */
  record Message(int line, int column, String text) {}

  /** The rustc that the environment names, or that is on the path; empty if there is none. */
  public static Optional<Rustc> installed() {
    String named = System.getenv("RUSTC");
    Rustc rustc = new Rustc(named == null || named.isEmpty() ? "rustc" : named);
    try {
      Process process =
          new ProcessBuilder(rustc.command, "--version").redirectErrorStream(true).start();
      process.getOutputStream().close();
      process.getInputStream().readAllBytes();
      return process.waitFor() == 0 ? Optional.of(rustc) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /**
   * Compiles a text as a library crate.
   *
   * @param folder where modules are looked for
   * @param edition as {@code --edition} takes it
   * @param target as {@code --target} takes it; empty for the machine on which we run
   */
  Compiled compile(String text, Path folder, String edition, Optional<String> target) {
    List<String> arguments = new ArrayList<>(arguments(edition));
    target.ifPresent(t -> arguments.add("--target=" + t));
    try {
      Path errors = Files.createTempFile("fabula", ".txt");
      try {
        return run(arguments, text, folder, errors.toFile());
      } finally {
        Files.deleteIfExists(errors);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Compiled.Errors(List.of(new Message(0, 0, "rustc was interrupted")));
    }
  }

  private List<String> arguments(String edition) {
    return List.of(
        command,
        "-",
        "--crate-name=stories",
        "--crate-type=lib",
        "--edition=" + edition,
        "--error-format=short",
        "--cap-lints=allow",
        "-Zunpretty=mir",
        "-Zmir-opt-level=0",
        "-Zmir-preserve-ub",
        "-Cpanic=abort",
        "-Coverflow-checks=yes",
        "-Zub-checks=no",
        "-Ztrim-diagnostic-paths=no",
        "-Zmir-enable-passes=-CheckAlignment,-CheckNull,-CheckEnums,+Inline",
        "-Zinline-mir=yes",
        "-Zinline-mir-threshold=" + MUCH,
        "-Zinline-mir-hint-threshold=" + MUCH,
        "-Zinline-mir-forwarder-threshold=" + MUCH);
  }

  private static Compiled run(List<String> command, String text, Path folder, File errors)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(folder.toFile());
    builder.environment().put("RUSTC_BOOTSTRAP", "1");
    builder.redirectError(errors);
    Process process = builder.start();
    try (OutputStream input = process.getOutputStream()) {
      input.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException closed) {
      // It stopped reading: its messages say why.
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      return new Compiled.Errors(List.of(new Message(0, 0, "rustc took too long")));
    }
    return process.exitValue() == 0
        ? new Compiled.Mir(output)
        : new Compiled.Errors(messages(Files.readString(errors.toPath())));
  }

  private static List<Message> messages(String text) {
    List<Message> result = new ArrayList<>();
    for (String line : text.lines().toList()) {
      Matcher matcher = ERROR.matcher(line);
      if (matcher.matches()) {
        int at = Integer.parseInt(matcher.group(2));
        result.add(new Message(at, Integer.parseInt(matcher.group(3)), matcher.group(4)));
      } else if (line.startsWith("error") && !line.startsWith("error: aborting")) {
        result.add(new Message(0, 0, line.replaceFirst("^error(\\[E\\d+\\])?: ", "")));
      }
    }
    return result.isEmpty() ? List.of(new Message(0, 0, "rustc failed")) : result;
  }
}
