package dev.fabula.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.asm.Architecture;
import dev.fabula.rust.RustReader;
import dev.fabula.rust.TargetRequest;
import dev.fabula.source.SourceFile;
import dev.fabula.source.Span;
import dev.fabula.story.Rustc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The programs in {@code src/test/run}, each of which says in its first lines what it does. */
@Tag("rustc")
final class RunsTest {

  private static final Path FOLDER = Path.of("src/test/run");
  private static final Pattern RUN =
      Pattern.compile("// run: (clean|undefined behaviour|not analysed)(?: (\\d+))?(?: (.*))?");
  private static final Pattern TRAIL = Pattern.compile("// trail: (\\d+) (.*)");

  @BeforeAll
  static void demandRustc() {
    boolean here = TargetRequest.host().architecture() == Architecture.X86_64;
    Assumptions.assumeTrue(here && Rustc.installed().isPresent(), "no rustc for x86-64");
  }

  static Stream<Path> programs() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(f -> f.toString().endsWith(".rs")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("programs")
  void aProgramDoesWhatItSays(Path path) throws IOException {
    SourceFile file = SourceFile.read(path);
    var reader = RustReader.of(Optional.empty(), TargetRequest.host());
    Execution execution =
        new Execution(
            Rustc.installed().orElseThrow(), new Execution.Settings(0, 1_000_000, List.of(), 4));
    Conclusion conclusion = execution.run(file, reader.read(path, file));
    Matcher expected = RUN.matcher(file.lineText(1));
    assertThat(expected.matches()).as(file.lineText(1)).isTrue();
    String verdict = expected.group(1);
    Optional<String> text = Optional.ofNullable(expected.group(3));
    switch (conclusion) {
      case Conclusion.Clean clean -> {
        assertThat("clean").isEqualTo(verdict);
        assertThat(clean.end().orElse("")).isEqualTo(text.orElse(""));
        assertThat(clean.output()).isEqualTo(output(file));
      }
      case Conclusion.Undefined undefined -> {
        assertThat("undefined behaviour").as(undefined.toString()).isEqualTo(verdict);
        assertThat(line(file, undefined.span())).isEqualTo(expected.group(2));
        assertThat(undefined.message()).contains(text.orElseThrow());
        trail(file, undefined.trail());
      }
      case Conclusion.NotAnalysed(String what, var span, var _) -> {
        assertThat("not analysed").as(what).isEqualTo(verdict);
        assertThat(line(file, span)).isEqualTo(expected.group(2));
        assertThat(what).contains(text.orElseThrow());
      }
    }
  }

  private static String line(SourceFile file, Optional<Span> span) {
    return span.map(s -> String.valueOf(file.line(s.start()))).orElse("");
  }

  private static String output(SourceFile file) {
    StringBuilder output = new StringBuilder();
    file.text()
        .lines()
        .filter(l -> l.startsWith("// output: "))
        .forEach(l -> output.append(l.substring("// output: ".length())).append('\n'));
    return output.toString();
  }

  private static void trail(SourceFile file, List<Conclusion.Step> trail) {
    List<String> told = trail.stream().map(s -> line(file, s.span()) + " " + s.text()).toList();
    for (String line : file.text().lines().toList()) {
      Matcher expected = TRAIL.matcher(line);
      if (expected.matches()) {
        assertThat(told)
            .anyMatch(t -> t.startsWith(expected.group(1) + " ") && t.contains(expected.group(2)));
      }
    }
  }
}
