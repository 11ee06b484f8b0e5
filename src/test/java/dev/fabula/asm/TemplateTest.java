package dev.fabula.asm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fabula.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TemplateTest {
  private static Template.Text text(String text, int start) {
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < text.length(); i++) {
      spans.add(new Span(start + i, start + i + 1));
    }
    return new Template.Text(text, spans);
  }

  /** {@code "mov {0:e}, 1"} with its first letter at offset 10. */
  private static final Template MOVE =
      new Template(
          List.of(
              text("mov ", 10),
              new Template.Placeholder(0, Optional.of('e'), new Span(14, 19)),
              text(", 1", 19)));

  private static final Rendered RENDERED =
      MOVE.render(p -> p.modifier().equals(Optional.of('e')) ? "r10d" : "r10");

  @Test
  void rendersPlaceholders() {
    assertThat(RENDERED.text()).isEqualTo("mov r10d, 1");
    assertThat(MOVE.placeholders()).extracting(Template.Placeholder::operand).containsExactly(0);
  }

  @Test
  void everyCharacterLeadsBackToTheFile() {
    assertThat(RENDERED.spanAt(0)).isEqualTo(new Span(10, 11));
    assertThat(RENDERED.spanAt(4)).isEqualTo(new Span(14, 19));
    assertThat(RENDERED.spanAt(7)).isEqualTo(new Span(14, 19));
    assertThat(RENDERED.spanAt(10)).isEqualTo(new Span(21, 22));
    assertThat(RENDERED.spanAt(11)).isEqualTo(new Span(22, 22));
  }

  @Test
  void rangesLeadBackToTheFile() {
    assertThat(RENDERED.span(0, 11)).isEqualTo(new Span(10, 22));
    assertThat(RENDERED.span(5, 6)).isEqualTo(new Span(14, 19));
    assertThat(RENDERED.span(11, 11)).isEqualTo(new Span(22, 22));
    Statement statement = Statements.split(Architecture.X86_64, RENDERED.text()).getFirst();
    assertThat(RENDERED.span(statement)).isEqualTo(new Span(10, 22));
  }

  @Test
  void anEmptyPrintingHasNoCharacters() {
    assertThat(MOVE.render(_ -> "").text()).isEqualTo("mov , 1");
    assertThat(new Template(List.of()).render(_ -> "").spanAt(0)).isEqualTo(new Span(0, 0));
  }

  @Test
  void everyCharacterNeedsASpan() {
    assertThatThrownBy(() -> new Template.Text("ab", List.of(new Span(0, 1))))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
