package dev.fabula.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** What is written is read back by another JSON library as it was. */
final class JsonWriterTest {
  private final JsonWriter json = new JsonWriter();

  private JsonNode readBack() {
    return new ObjectMapper().readTree(json.toString());
  }

  @Test
  void fieldsOfEveryKind() {
    json.object(() -> {
      json.field("text", "a");
      json.field("number", -7L);
      json.field("nothing", Optional.empty());
      json.field("something", Optional.of("b"));
      json.field("texts", List.of("c", "d"));
      json.field("none", List.of());
      json.field("counts", Map.of("e", 1));
      json.name("objects").array(List.of(1, 2), i -> json.object(() -> json.field("i", i)));
    });
    assertThat(json)
        .hasToString(
            """
            {"text":"a","number":-7,"nothing":null,"something":"b","texts":["c","d"],"none":[],\
            "counts":{"e":1},"objects":[{"i":1},{"i":2}]}\
            """);
    assertThat(readBack().get("objects")).hasSize(2);
  }

  @Test
  void everyCharacterComesBack() {
    StringBuilder all = new StringBuilder();
    for (int c = 0; c < 0xd800; c++) {
      all.append((char) c);
    }
    all.append("\"\\/😀\u2028");
    json.value(all.toString());
    assertThat(readBack().asString()).isEqualTo(all.toString());
    assertThat(json.toString()).doesNotContain("\n", "\r");
  }

  @Test
  void loneSurrogateIsEscaped() {
    json.value("a\ud800b\udc00");
    assertThat(json).hasToString("\"a\\ud800b\\udc00\"");
  }
}
