package dev.fabula.abi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.abi.proof.StubDemand;
import dev.fabula.check.Rule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The first example of every demand's page reports that and no other, the second is silent. */
final class StubPagesTest {

  private static final Pattern BLOCK = Pattern.compile("```rust\\n(.*?)```", Pattern.DOTALL);

  @TestFactory
  Stream<DynamicTest> examples() {
    return StubDemand.rules().stream()
        .map(r -> DynamicTest.dynamicTest(r.name(), () -> compare(r)));
  }

  private static void compare(Rule rule) throws IOException {
    String page = "/dev/fabula/explain/" + rule.name() + ".md";
    try (InputStream in = StubPagesTest.class.getResourceAsStream(page)) {
      assertThat(in).as(page).isNotNull();
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      List<String> blocks = BLOCK.matcher(text).results().map(m -> m.group(1)).toList();
      boolean linux = text.contains("--prove linux");
      assertThat(blocks).hasSize(2);
      assertThat(reported(linux, blocks.get(0))).containsExactly(rule.name());
      assertThat(reported(linux, blocks.get(1))).isEmpty();
    }
  }

  private static Set<String> reported(boolean linux, String text) {
    Set<String> rules = new TreeSet<>();
    Bench.findings(
            Bench.abi(linux ? "linux" : "sel4"), linux ? "x86_64" : "aarch64", "page.rs", text)
        .forEach(f -> rules.add(f.rule().name()));
    return rules;
  }
}
