package dev.fabula.story;

import dev.fabula.compiler.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The user's rustc, asked for the MIR of a text with the standard library inlined into it. */
public final class Rustc {

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final String INPUT = "story.rs";
  private static final String OUTPUT = "story.mir";
  private static final String ERRORS = "errors.txt";
  private static final String MUCH = "1000000";

  /** What rustup says of a compiler that a folder asks for. */
  private static final Pattern MISSING = Pattern.compile("toolchain '.*' is not installed");

  private static final Pattern ERROR =
      Pattern.compile("^(.*?):(\\d+):(\\d+): error(?:\\[E\\d+\\])?: (.*)$");

  private final String command;
  private final Duration limit;

  /**
   * A compiler.
   *
   * @param limit how long one run may take
   */
  Rustc(String command, Duration limit) {
    this.command = command;
    this.limit = limit;
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
    Rustc rustc = new Rustc(named == null || named.isEmpty() ? "rustc" : named, LIMIT);
    try {
      ProcessBuilder builder = new ProcessBuilder(rustc.command, "--version");
      builder.redirectOutput(Redirect.DISCARD).redirectError(Redirect.DISCARD);
      return Command.ends(builder.start(), LIMIT)
          .filter(status -> status == 0)
          .map(status -> rustc);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** How long one answer may take. */
  Duration limit() {
    return limit;
  }

  /** The same compiler with less time for an answer. */
  Rustc within(Duration other) {
    return new Rustc(command, other);
  }

  /**
   * Compiles a text as a library crate.
   *
   * @param folder where modules are looked for
   * @param edition as {@code --edition} takes it
   * @param target as {@code --target} takes it; empty for the machine on which we run
   * @param pretended an architecture whose {@code cfg} code is to be there too
   */
  Compiled compile(
      String text,
      Path folder,
      String edition,
      Optional<String> target,
      Optional<String> pretended) {
    List<String> settings = pretended.map(a -> "target_arch=\"" + a + "\"").stream().toList();
    List<String> options = new ArrayList<>(options(settings));
    target.ifPresent(t -> options.add("--target=" + t));
    return compile(text, folder, edition, options);
  }

  /**
   * Compiles a text as a library crate for the machine on which we run.
   *
   * @param settings what is to be set for {@code cfg} beside what is always so
   * @param wraps whether arithmetic wraps and debug assertions are left out, as in a release
   */
  Compiled compile(String text, Path folder, String edition, List<String> settings, boolean wraps) {
    List<String> options = new ArrayList<>(options(settings));
    if (wraps) {
      options.addAll(List.of("-Coverflow-checks=no", "-Cdebug-assertions=no"));
    }
    return compile(text, folder, edition, options);
  }

  private static List<String> options(List<String> settings) {
    List<String> options = new ArrayList<>(List.of("-Aexplicit_builtin_cfgs_in_flags"));
    settings.forEach(s -> options.add("--cfg=" + s));
    return options;
  }

  private Compiled compile(String text, Path folder, String edition, List<String> options) {
    List<String> arguments = new ArrayList<>(arguments(edition));
    arguments.addAll(options);
    Optional<Answer> answer = ask(arguments, text, folder);
    if (answer.isEmpty()) {
      return new Compiled.Errors(List.of(new Message(0, 0, "it took too long")));
    }
    return answer.get().status() == 0
        ? new Compiled.Mir(answer.get().output())
        : new Compiled.Errors(messages(answer.get().errors()));
  }

  /** What one run answered: its status, and what it wrote. */
  public record Answer(int status, String output, String errors) {}

  /**
   * Asks something of a text.
   *
   * @param folder where modules are looked for
   * @param options what is asked, as rustc takes it
   * @return empty if there was no answer in time
   */
  public Optional<Answer> ask(String text, Path folder, List<String> options) {
    List<String> arguments = new ArrayList<>(List.of(command, "-"));
    arguments.addAll(options);
    return ask(arguments, text, folder);
  }

  private Optional<Answer> ask(List<String> arguments, String text, Path folder) {
    try {
      Path scratch = Files.createTempDirectory("fabula");
      try {
        Optional<Answer> answer = run(arguments, text, folder, scratch);
        Optional<String> other = isMissing(answer) ? otherwise(scratch) : Optional.empty();
        if (other.isEmpty()) {
          return answer;
        }
        arguments.set(0, other.get());
        return run(arguments, text, folder, scratch);
      } finally {
        for (String name : List.of(INPUT, OUTPUT, ERRORS, "")) {
          Files.deleteIfExists(scratch.resolve(name));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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

  /** Whether the folder asks for a compiler that is not here. */
  private static boolean isMissing(Optional<Answer> answer) {
    return answer.filter(a -> a.status() != 0 && MISSING.matcher(a.errors()).find()).isPresent();
  }

  /** The compiler that is used where a folder asks for none. */
  private Optional<String> otherwise(Path scratch) throws IOException {
    Path output = scratch.resolve(OUTPUT);
    ProcessBuilder builder = new ProcessBuilder(command, "--print=sysroot");
    builder.directory(scratch.toFile());
    builder.redirectOutput(output.toFile()).redirectError(Redirect.DISCARD);
    Optional<Integer> status = Command.ends(builder.start(), limit);
    return status.filter(s -> s == 0).isPresent()
        ? Optional.of(text(output).strip() + "/bin/rustc")
            .filter(p -> Files.isExecutable(Path.of(p)))
        : Optional.empty();
  }

  /** Runs with files in the place of pipes: no pipe can then be waited for. */
  private Optional<Answer> run(List<String> command, String text, Path folder, Path scratch)
      throws IOException {
    Path input = Files.writeString(scratch.resolve(INPUT), text);
    Path output = scratch.resolve(OUTPUT);
    Path errors = scratch.resolve(ERRORS);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(folder.toFile());
    builder.environment().put("RUSTC_BOOTSTRAP", "1");
    builder.redirectInput(input.toFile());
    builder.redirectOutput(output.toFile()).redirectError(errors.toFile());
    Optional<Integer> status = Command.ends(builder.start(), limit);
    return status.isEmpty()
        ? Optional.empty()
        : Optional.of(new Answer(status.get(), text(output), text(errors)));
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  /** The errors that rustc wrote in its short form. */
  static List<Message> messages(String text) {
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
