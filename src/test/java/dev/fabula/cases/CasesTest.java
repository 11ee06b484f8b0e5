package dev.fabula.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.check.Group;
import dev.fabula.check.PlaceReport;
import dev.fabula.check.Rules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every site of the cases and of the gallery has the verdict that the line above it says. */
class CasesTest {

  private static final Path CASES = Path.of("src/test/cases");
  private static final Path GALLERY = Path.of("examples");
  private static final Pattern REPORTING = Pattern.compile("(?m)// verdict: broken\\(([^)]+)\\)$");

  @TestFactory
  Stream<DynamicTest> verdicts() throws IOException {
    return files().map(p -> DynamicTest.dynamicTest(p.toString(), p.toUri(), () -> compare(p)));
  }

  /** The files of the cases and of the gallery. */
  static Stream<Path> files() throws IOException {
    try (Stream<Path> cases = Files.walk(CASES);
        Stream<Path> gallery = Files.walk(GALLERY)) {
      return Stream.concat(cases, gallery)
          .filter(p -> p.toString().endsWith(".rs") || p.toString().endsWith(".c"))
          .sorted()
          .toList()
          .stream();
    }
  }

  private static void compare(Path path) throws IOException {
    Checked checked = Checked.of(path);
    List<List<Expectation>> expected = Expectation.bySite(checked.file());
    assertThat(expected).as("verdict lines").isNotEmpty();
    checked.texts().forEach(CasesTest::demandForm);
    Set<Expectation> met = new HashSet<>();
    for (PlaceReport place : checked.places()) {
      String where = path + ":" + checked.file().position(place.span().start());
      List<Expectation> lines = nearest(expected, place.span().start(), where);
      String outcome = Checked.outcome(place);
      List<Expectation> fitting = lines.stream().filter(l -> l.fits(outcome)).toList();
      assertThat(fitting).as(where + " is " + outcome + ", expected " + lines).isNotEmpty();
      met.addAll(fitting);
    }
    assertThat(expected.stream().flatMap(List::stream))
        .as("verdicts that are met")
        .allMatch(met::contains);
    assertThat(checked.places().stream().map(p -> p.span().start()).distinct().count())
        .as("sites with a verdict line")
        .isEqualTo(expected.size());
  }

  /** Messages in rustc's manner: sentences without capital and full stop. */
  private static void demandForm(String text) {
    assertThat(text).matches(t -> !Character.isUpperCase(t.charAt(0)), "starts in lower case");
    assertThat(text).doesNotEndWith(".").doesNotContain("\n");
  }

  private static List<Expectation> nearest(List<List<Expectation>> all, int offset, String where) {
    return all.reversed().stream()
        .filter(e -> e.getFirst().offset() < offset)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no verdict line above " + where));
  }

  @Test
  void everyRuleReportsInSomeCase() throws IOException {
    Set<String> reported = new TreeSet<>();
    for (Path path : files().toList()) {
      REPORTING
          .matcher(Files.readString(path))
          .results()
          .forEach(m -> reported.addAll(List.of(m.group(1).split(",\\s*"))));
    }
    Set<String> known = new TreeSet<>();
    Rules.all().stream().filter(r -> r.group() != Group.HINT).forEach(r -> known.add(r.name()));
    assertThat(reported).isEqualTo(known);
  }
}
