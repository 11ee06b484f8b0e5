package dev.fabula.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.asm.Assembler;
import dev.fabula.check.PlaceReport;
import dev.fabula.check.Tools;
import dev.fabula.check.Verdict;
import dev.fabula.rust.RustReader;
import dev.fabula.rust.TargetRequest;
import dev.fabula.solver.Portfolio;
import dev.fabula.source.Edit;
import dev.fabula.source.Edits;
import dev.fabula.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What is told of the sites of the cases, and that it is proved where it is written. */
final class TellingsTest {

  private static final Pattern EXPECTED = Pattern.compile("// (tell|untold): (.*)");

  @TestFactory
  Stream<DynamicTest> tellings() throws IOException {
    Optional<Rustc> rustc = Rustc.installed();
    if (rustc.isEmpty()) {
      System.out.println("skipped: there is no rustc to compile stories with");
    }
    Assumptions.assumeTrue(rustc.isPresent(), "no rustc");
    List<Path> files;
    try (Stream<Path> all = Files.list(Path.of("src", "test", "tell"))) {
      files = all.sorted().toList();
    }
    return files.stream()
        .map(p -> DynamicTest.dynamicTest(p.toString(), p.toUri(), () -> compare(p, rustc.get())));
  }

  private static void compare(Path path, Rustc rustc) throws IOException {
    SourceFile file = SourceFile.read(path);
    List<String> found = new ArrayList<>();
    List<Edit> edits = new ArrayList<>();
    List<Tellings.Result> results = tell(file, rustc);
    for (Tellings.Result result : results) {
      found.add(
          result
              .reason()
              .map(r -> "untold: " + r)
              .orElse("tell: " + String.join(" ", result.told().lines())));
      result.edit().ifPresent(edits::add);
    }
    List<String> expected = expectations(file);
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < found.size(); i++) {
      assertThat(found.get(i)).as(path + ", site " + (i + 1)).startsWith(expected.get(i));
    }
    written(path, Edits.apply(file, edits).orElseThrow(), edits.size(), rustc);
  }

  /** Each story holds where it was inserted, and is not told again. */
  private static void written(Path path, byte[] bytes, int stories, Rustc rustc) {
    SourceFile file = SourceFile.of(path.toString(), bytes);
    List<PlaceReport> places = StoriesTest.prove(file, rustc).places();
    assertThat(places).hasSize(stories);
    assertThat(places).allSatisfy(p -> assertThat(p.verdict()).isEqualTo(new Verdict.Holds()));
    assertThat(tell(file, rustc)).noneMatch(Tellings.Result::isProved);
  }

  /** Code under {@code cfg(miri)} compiles there, and the function with it is what it was. */
  @Test
  void twins() throws IOException {
    Optional<Rustc> rustc = Rustc.installed();
    Assumptions.assumeTrue(rustc.isPresent(), "no rustc");
    SourceFile file = SourceFile.read(Path.of("src", "test", "twins", "told.rs"));
    List<Edit> edits = new ArrayList<>();
    List<Tellings.Result> results = tell(file, rustc.get());
    results.forEach(r -> edits.addAll(r.twin()));
    SourceFile written = SourceFile.of(file.path(), Edits.apply(file, edits).orElseThrow());
    List<PlaceReport> places = StoriesTest.prove(written, rustc.get()).places();
    assertThat(places).hasSameSizeAs(results);
    assertThat(places).allSatisfy(p -> assertThat(p.verdict()).isEqualTo(new Verdict.Holds()));
    Rustc.Compiled compiled =
        rustc.get().compile(written.text(), Path.of("."), "2021", List.of("miri"), false);
    assertThat(compiled).isInstanceOf(Rustc.Compiled.Mir.class);
  }

  static List<Tellings.Result> tell(SourceFile file, Rustc rustc) {
    TargetRequest host = TargetRequest.named("x86_64-unknown-linux-gnu").orElseThrow();
    try (Assembler assembler = new Assembler()) {
      Duration limit = Duration.ofSeconds(20);
      Tools tools = new Tools(assembler, Portfolio.standard(), limit, Duration.ofSeconds(60));
      Tellings tellings =
          new Tellings(
              tools,
              () -> Optional.of(rustc),
              fault -> {
                throw new AssertionError("telling " + file.path() + " failed", fault);
              });
      return tellings.file(file, RustReader.of(Optional.empty(), host).read(file));
    }
  }

  private static List<String> expectations(SourceFile file) {
    List<String> result = new ArrayList<>();
    Matcher matcher = EXPECTED.matcher(file.text());
    while (matcher.find()) {
      result.add(matcher.group(1) + ": " + matcher.group(2));
    }
    return result;
  }
}
