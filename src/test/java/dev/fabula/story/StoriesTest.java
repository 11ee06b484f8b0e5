package dev.fabula.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.asm.Assembler;
import dev.fabula.check.FileReport;
import dev.fabula.check.Finding;
import dev.fabula.check.Group;
import dev.fabula.check.PlaceReport;
import dev.fabula.check.Tools;
import dev.fabula.check.Verdict;
import dev.fabula.rust.RustReader;
import dev.fabula.rust.TargetRequest;
import dev.fabula.site.Found;
import dev.fabula.solver.Portfolio;
import dev.fabula.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every story of the gallery and of the cases has the verdict that its {@code proof} line says. */
final class StoriesTest {

  private static final Path GALLERY = Path.of("examples", "stories");
  private static final Path CASES = Path.of("src", "test", "stories");
  private static final Pattern EXPECTED =
      Pattern.compile("// proof: (holds|broken|bounded|unknown)(?:\\(([^)]*)\\))?");

  @TestFactory
  Stream<DynamicTest> proofs() throws IOException {
    Optional<Rustc> rustc = Rustc.installed();
    if (rustc.isEmpty()) {
      System.out.println("skipped: there is no rustc to compile stories with");
    }
    Assumptions.assumeTrue(rustc.isPresent(), "no rustc");
    List<Path> files = new ArrayList<>();
    for (Path folder : List.of(GALLERY, CASES)) {
      try (Stream<Path> all = Files.walk(folder)) {
        all.filter(p -> p.toString().endsWith(".rs")).sorted().forEach(files::add);
      }
    }
    return files.stream()
        .map(p -> DynamicTest.dynamicTest(p.toString(), p.toUri(), () -> compare(p, rustc.get())));
  }

  private static void compare(Path path, Rustc rustc) throws IOException {
    SourceFile file = SourceFile.read(path);
    List<String> expected = expectations(file);
    assertThat(expected).as("proof lines").isNotEmpty();
    List<String> found = new ArrayList<>();
    for (PlaceReport place : prove(file, rustc).places()) {
      found.add(outcome(place));
      texts(place).forEach(StoriesTest::demandForm);
    }
    assertThat(found).as(path.toString()).hasSameSizeAs(expected);
    for (int i = 0; i < found.size(); i++) {
      String name = path + ", story " + (i + 1);
      assertThat(found.get(i)).as(name).startsWith(expected.get(i));
    }
  }

  static FileReport prove(SourceFile file, Rustc rustc) {
    TargetRequest host = TargetRequest.named("x86_64-unknown-linux-gnu").orElseThrow();
    List<Found> places = RustReader.of(Optional.empty(), host).read(file);
    try (Assembler assembler = new Assembler()) {
      Duration limit = Duration.ofSeconds(20);
      Tools tools = new Tools(assembler, Portfolio.standard(), limit, Duration.ofSeconds(60));
      Proofs proofs =
          new Proofs(
              tools,
              () -> Optional.of(rustc),
              fault -> {
                throw new AssertionError("proving " + file.path() + " failed", fault);
              });
      return proofs.file(file, places);
    }
  }

  private static List<String> expectations(SourceFile file) {
    List<String> result = new ArrayList<>();
    Matcher matcher = EXPECTED.matcher(file.text());
    while (matcher.find()) {
      String detail = matcher.group(2);
      result.add(matcher.group(1) + (detail == null ? "" : "(" + detail));
    }
    return result;
  }

  private static String outcome(PlaceReport place) {
    TreeSet<String> rules = new TreeSet<>();
    findings(place).stream()
        .filter(f -> f.group() != Group.HINT)
        .forEach(f -> rules.add(f.rule().name()));
    return switch (place.verdict()) {
      case Verdict.Holds holds -> "holds";
      case Verdict.Broken broken -> "broken(" + String.join(", ", rules) + ")";
      case Verdict.Bounded bounded -> "bounded(" + bounded.reason() + ")";
      case Verdict.Unknown unknown -> "unknown(" + unknown.reason() + ")";
    };
  }

  static List<Finding> findings(PlaceReport place) {
    return place instanceof PlaceReport.Checked checked ? checked.report().findings() : List.of();
  }

  private static List<String> texts(PlaceReport place) {
    List<String> texts = new ArrayList<>();
    for (Finding finding : findings(place)) {
      texts.add(finding.message());
      texts.add(finding.label());
      finding.witness().ifPresent(w -> texts.add(w.outcome()));
    }
    return texts;
  }

  /** Messages in rustc's manner: sentences without capital and full stop. */
  private static void demandForm(String text) {
    assertThat(text)
        .matches(t -> t.isEmpty() || !Character.isUpperCase(t.charAt(0)), "starts in lower case");
    assertThat(text).doesNotEndWith(".").doesNotContain("\n");
  }
}
