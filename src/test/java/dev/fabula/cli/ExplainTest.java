package dev.fabula.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.check.Rule;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** {@code fabula explain} and the pages that it shows. */
final class ExplainTest {
  private static final Path PAGES = Path.of("src", "main", "resources", "dev", "fabula", "explain");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    CommandLine commands =
        Main.answering(new CommandLine(new Main()), new PrintWriter(out), new PrintWriter(err));
    int status = Main.run(commands, arguments);
    commands.getErr().flush();
    return status;
  }

  private static List<String> names() {
    return Stream.concat(
            Explain.rules().stream().map(Rule::name), Page.BESIDE_RULES.stream().map(Page::name))
        .sorted()
        .toList();
  }

  private static List<String> pages() throws IOException {
    try (Stream<Path> files = Files.list(PAGES)) {
      return files
          .map(f -> String.valueOf(f.getFileName()).replaceFirst("\\.md$", ""))
          .sorted()
          .toList();
    }
  }

  @Test
  void everyRuleIsListed() {
    assertThat(run("explain")).isEqualTo(ExitStatus.OK);
    assertThat(out.toString().lines().map(l -> l.split(" ")[0]).sorted().toList())
        .isEqualTo(names());
  }

  @Test
  void pageIsShown() {
    assertThat(run("explain", "refused")).isEqualTo(ExitStatus.OK);
    assertThat(out.toString()).startsWith("refused\n\n").contains("\nExample\n\n    fn f() {\n");
  }

  @Test
  void unknownRuleIsAUsageError() {
    assertThat(run("explain", "../check/x")).isEqualTo(ExitStatus.USAGE);
    assertThat(err.toString()).contains("no rule '../check/x'");
  }

  @Test
  void everyPageIsAboutARule() throws IOException {
    assertThat(pages()).isNotEmpty().isSubsetOf(names());
  }

  @Test
  void everyRuleHasAPage() throws IOException {
    assertThat(pages()).isEqualTo(names());
  }

  @Test
  void pagesHaveTheirPartsInOrder() throws IOException {
    for (String name : pages()) {
      List<String> lines = Files.readAllLines(PAGES.resolve(name + ".md"));
      assertThat(lines.getFirst()).isEqualTo("# " + name);
      assertThat(lines.stream().filter(l -> l.startsWith("## ")))
          .as(name)
          .containsExactly("## Why it is wrong", "## Example", "## Instead", "## When to allow it");
    }
  }
}
