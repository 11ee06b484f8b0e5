package dev.fabula.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.check.Group;
import dev.fabula.check.PlaceReport;
import dev.fabula.check.Rule;
import dev.fabula.check.Rules;
import dev.fabula.source.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The first example of every rule's page reports that rule and no other, the second is silent. */
class PagesTest {

  private static final Pattern BLOCK = Pattern.compile("```rust\\n(.*?)```", Pattern.DOTALL);

  @TestFactory
  Stream<DynamicTest> examples() {
    return Rules.all().stream().map(r -> DynamicTest.dynamicTest(r.name(), () -> compare(r)));
  }

  private static void compare(Rule rule) throws IOException {
    List<String> blocks = blocks(rule);
    assertThat(blocks).hasSize(2);
    assertThat(reported(rule, blocks.get(0))).containsOnly(rule.name());
    assertThat(reported(rule, blocks.get(1))).isEmpty();
  }

  private static List<String> reported(Rule rule, String text) {
    Checked checked = Checked.of(SourceFile.of(rule.name() + ".rs", text));
    assertThat(checked.places()).isNotEmpty();
    List<String> rules = new ArrayList<>();
    for (PlaceReport place : checked.places()) {
      Checked.all(place).stream()
          .filter(f -> f.group() != Group.HINT || f.rule() == rule)
          .forEach(f -> rules.add(f.rule().name()));
      if (Checked.findings(place).isEmpty() && checked.places().size() == 1) {
        assertThat(Checked.outcome(place)).isEqualTo("holds");
      }
    }
    return rules;
  }

  private static List<String> blocks(Rule rule) throws IOException {
    String page = "/dev/fabula/explain/" + rule.name() + ".md";
    try (InputStream in = PagesTest.class.getResourceAsStream(page)) {
      assertThat(in).as(page).isNotNull();
      Matcher matcher = BLOCK.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      return matcher.results().map(m -> m.group(1)).toList();
    }
  }
}
