package dev.fabula.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fabula.check.Rule;
import dev.fabula.check.Rules;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What {@code --fix} makes of the pages' wrong examples is accepted by rustc. */
final class FixesCompileTest {
  private static final Pattern BLOCK = Pattern.compile("```rust\\n(.*?)```", Pattern.DOTALL);
  private static final String TARGET = "x86_64-unknown-linux-gnu";

  @TempDir private Path folder;
  @TempDir private Path made;

  @Test
  void fixedExamplesCompile() throws IOException, InterruptedException {
    Path empty = Files.createFile(folder.resolve("empty.rs"));
    assumeTrue(compiles(empty), "no rustc for " + TARGET + " is installed");
    for (Rule rule : Rules.all()) {
      Matcher block = BLOCK.matcher(Page.read(rule.name()).orElse(""));
      if (block.find()) {
        Files.writeString(folder.resolve(rule.name() + ".rs"), block.group(1));
      }
    }
    List<Path> fixed = fix();
    assertThat(fixed).hasSizeGreaterThan(5);
    for (Path file : fixed) {
      assertThat(compiles(file)).as(Files.readString(file)).isTrue();
    }
  }

  private List<Path> fix() throws IOException {
    CommandLine commands =
        Main.answering(
            new CommandLine(new Main()),
            new PrintWriter(new StringWriter()),
            new PrintWriter(new StringWriter()));
    List<Path> files;
    try (var list = Files.list(folder)) {
      files = list.sorted().toList();
    }
    List<String> before = new ArrayList<>();
    for (Path file : files) {
      before.add(Files.readString(file));
    }
    Main.run(commands, "check", "--fix", "--target", TARGET, folder.toString());
    List<Path> changed = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      if (!Files.readString(files.get(i)).equals(before.get(i))) {
        changed.add(files.get(i));
      }
    }
    return changed;
  }

  private boolean compiles(Path file) throws IOException, InterruptedException {
    return rustc(
        List.of(
            "rustc",
            "--target=" + TARGET,
            "--edition=2021",
            "--crate-type=lib",
            "--emit=metadata",
            "--crate-name=fixed",
            "-o",
            made.resolve("fixed.rmeta").toString(),
            file.toString()));
  }

  private boolean rustc(List<String> command) throws InterruptedException {
    Optional<Process> process = start(command);
    return process.isPresent() && process.get().waitFor() == 0;
  }

  private Optional<Process> start(List<String> command) {
    try {
      return Optional.of(
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(made.resolve("log").toFile())
              .start());
    } catch (IOException notInstalled) {
      return Optional.empty();
    }
  }
}
