package dev.fabula.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.check.Finding;
import dev.fabula.check.PlaceReport;
import dev.fabula.check.Verdict;
import dev.fabula.source.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The first example of every story rule's page reports that rule alone, the second is silent. */
final class StoryPagesTest {

  private static final Pattern BLOCK = Pattern.compile("```rust\\n(.*?)```", Pattern.DOTALL);

  @TestFactory
  Stream<DynamicTest> examples() {
    Optional<Rustc> rustc = Rustc.installed();
    if (rustc.isEmpty()) {
      System.out.println("skipped: there is no rustc to compile stories with");
    }
    Assumptions.assumeTrue(rustc.isPresent(), "no rustc");
    return StoryRule.all().stream()
        .map(r -> DynamicTest.dynamicTest(r.name(), () -> compare(r, rustc.get())));
  }

  private static void compare(StoryRule rule, Rustc rustc) throws IOException {
    List<String> blocks = blocks(rule);
    assertThat(blocks).hasSize(2);
    assertThat(reported(only(rule, blocks.get(0), rustc))).containsOnly(rule.name());
    PlaceReport instead = only(rule, blocks.get(1), rustc);
    assertThat(reported(instead)).isEmpty();
    assertThat(instead.verdict()).isEqualTo(new Verdict.Holds());
  }

  private static PlaceReport only(StoryRule rule, String text, Rustc rustc) {
    var places = StoriesTest.prove(SourceFile.of(rule.name() + ".rs", text), rustc).places();
    assertThat(places).hasSize(1);
    return places.getFirst();
  }

  private static List<String> reported(PlaceReport place) {
    List<String> rules = new ArrayList<>();
    for (Finding finding : StoriesTest.findings(place)) {
      rules.add(finding.rule().name());
    }
    return rules;
  }

  private static List<String> blocks(StoryRule rule) throws IOException {
    String page = "/dev/fabula/explain/" + rule.name() + ".md";
    try (InputStream in = StoryPagesTest.class.getResourceAsStream(page)) {
      assertThat(in).as(page).isNotNull();
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return BLOCK.matcher(text).results().map(m -> m.group(1)).toList();
    }
  }
}
