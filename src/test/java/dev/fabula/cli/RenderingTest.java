package dev.fabula.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fabula.abi.proof.StubDemand;
import dev.fabula.check.Rules;
import dev.fabula.story.StoryRule;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * Of every rule one file whose report and whose fixed text stand beside it; {@code -Dbless}
 * rewrites both.
 */
final class RenderingTest {
  private static final Path FOLDER = Path.of("src", "test", "cases", "render");
  private static final Path C_FOLDER = Path.of("src", "test", "cases", "c", "render");
  private static final Path PAGES = Path.of("src", "main", "resources", "dev", "fabula", "explain");
  private static final Pattern TARGET = Pattern.compile("(?m)^//@ target: (\\S+)$");
  private static final Pattern OPTIONS = Pattern.compile("(?m)^//@ options: (.+)$");
  private static final boolean BLESS = System.getProperty("bless") != null;

  @TempDir private static Path scratch;

  @TestFactory
  Stream<DynamicTest> reports() throws IOException {
    return sources()
        .map(s -> DynamicTest.dynamicTest("report " + name(s), s.toUri(), () -> report(s)));
  }

  @TestFactory
  Stream<DynamicTest> fixes() throws IOException {
    return sources().map(s -> DynamicTest.dynamicTest("fix " + name(s), s.toUri(), () -> fix(s)));
  }

  private static void report(Path source) throws IOException {
    compare(run(source, source.toString()), beside(source, ".stderr"));
  }

  /** What {@code --fix} makes of a copy; it must have silenced the rule and still be Rust. */
  private static void fix(Path source) throws IOException {
    Path copy = Files.copy(source, scratch.resolve(source.getFileName()));
    run(source, "--fix", copy.toString());
    String fixed = Files.readString(copy);
    Path golden = beside(source, ".fixed");
    if (fixed.equals(Files.readString(source))) {
      if (BLESS) {
        Files.deleteIfExists(golden);
      }
      assertThat(golden).as("nothing can be fixed without a look").doesNotExist();
      return;
    }
    compare(fixed, golden);
    if (source.startsWith(C_FOLDER)) {
      compileC(source, copy);
      return;
    }
    assertThat(run(source, copy.toString())).doesNotContain("[" + name(source) + "]");
    if (target(source).startsWith("x86_64")) {
      compile(source, copy);
    }
  }

  private static void compile(Path source, Path fixed) throws IOException {
    ProcessBuilder rustc =
        new ProcessBuilder(
            "rustc",
            "--edition=2021",
            "--target=" + target(source),
            "--crate-type=lib",
            "--crate-name=fixed",
            "--emit=metadata",
            "--out-dir=" + scratch,
            fixed.toString());
    Optional<Process> process = start(rustc.redirectErrorStream(true));
    assumeTrue(process.isPresent(), "rustc is not on the path");
    String said = new String(process.get().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assumeTrue(!said.contains("target may not be installed"), "rustc has no such target");
    assertThat(process.get().onExit().join().exitValue()).as(said).isZero();
  }

  private static void compileC(Path source, Path fixed) throws IOException {
    String width = target(source).startsWith("x86_64") ? "-m64" : "-m32";
    ProcessBuilder gcc =
        new ProcessBuilder("gcc", width, "-O2", "-S", "-o", "/dev/null", fixed.toString());
    Optional<Process> process = start(gcc.redirectErrorStream(true));
    assumeTrue(process.isPresent(), "gcc is not on the path");
    String said = new String(process.get().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.get().onExit().join().exitValue()).as(said).isZero();
  }

  private static Optional<Process> start(ProcessBuilder program) {
    try {
      return Optional.of(program.start());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static void compare(String actual, Path golden) throws IOException {
    if (BLESS) {
      Files.writeString(golden, actual);
    }
    assertThat(golden).as("made by ./dev bless").exists();
    assertThat(actual).isEqualTo(Files.readString(golden));
  }

  private static String run(Path source, String... arguments) throws IOException {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commands =
        Main.answering(new CommandLine(new Main()), new PrintWriter(out), new PrintWriter(err));
    List<String> all = new ArrayList<>(List.of("check", "--color=never"));
    all.add("--target=" + target(source));
    header(source, OPTIONS).ifPresent(options -> all.addAll(List.of(options.split(" "))));
    all.addAll(List.of(arguments));
    Main.run(commands, all.toArray(String[]::new));
    commands.getOut().flush();
    commands.getErr().flush();
    assertThat(err.toString()).isEmpty();
    return out.toString();
  }

  private static String target(Path source) throws IOException {
    return header(source, TARGET).orElse("x86_64-unknown-linux-gnu");
  }

  private static Optional<String> header(Path source, Pattern line) throws IOException {
    Matcher header = line.matcher(Files.readString(source));
    return header.find() ? Optional.of(header.group(1)) : Optional.empty();
  }

  @Test
  void everyRuleHasARendering() throws IOException {
    List<String> names = List.copyOf(stems(FOLDER, ".rs"));
    assertThat(names).containsExactlyInAnyOrderElementsOf(withPages());
  }

  @Test
  void everyRuleHasAPageAndEveryPageARule() throws IOException {
    Set<String> expected = new TreeSet<>(withPages());
    StoryRule.all().forEach(r -> expected.add(r.name()));
    StubDemand.rules().forEach(r -> expected.add(r.name()));
    assertThat(stems(PAGES, ".md")).isEqualTo(expected);
  }

  @Test
  void noGoldenIsWithoutItsSource() throws IOException {
    for (Path folder : List.of(FOLDER, C_FOLDER)) {
      Set<String> sources = stems(folder, folder.equals(FOLDER) ? ".rs" : ".c");
      assertThat(sources)
          .containsAll(stems(folder, ".stderr"))
          .containsAll(stems(folder, ".fixed"));
    }
  }

  private static Set<String> withPages() {
    TreeSet<String> names = new TreeSet<>();
    Rules.all().forEach(rule -> names.add(rule.name()));
    Page.BESIDE_RULES.forEach(page -> names.add(page.name()));
    return names;
  }

  private static Set<String> stems(Path folder, String end) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(end))
          .map(name -> name.substring(0, name.length() - end.length()))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static Stream<Path> sources() throws IOException {
    return Stream.concat(
        stems(FOLDER, ".rs").stream().map(name -> FOLDER.resolve(name + ".rs")),
        stems(C_FOLDER, ".c").stream().map(name -> C_FOLDER.resolve(name + ".c")));
  }

  private static String name(Path source) {
    return source.getFileName().toString().replaceFirst("\\.(?:rs|c)$", "");
  }

  private static Path beside(Path source, String end) {
    return source.resolveSibling(name(source) + end);
  }
}
