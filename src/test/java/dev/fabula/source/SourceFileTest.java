package dev.fabula.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SourceFileTest {
  /** One character of each length: 1, 2, 3 and 4 bytes. */
  private static final SourceFile MIXED = SourceFile.of("m.rs", "aé€😀b\r\nx\ny\r\rz");

  private static SourceFile bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return SourceFile.of("b.rs", bytes);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, 1, 0",
    "1, 1, 2, 1",
    "3, 1, 3, 2",
    "6, 1, 4, 3",
    "10, 1, 5, 5",
    "11, 1, 6, 6",
    "12, 1, 7, 7",
    "13, 2, 1, 0",
    "14, 2, 2, 1",
    "15, 3, 1, 0",
    "17, 4, 1, 0",
    "18, 5, 1, 0",
    "19, 5, 2, 1"
  })
  void placesOfOffsets(int offset, int line, int column, int utf16) {
    assertThat(MIXED.position(offset)).isEqualTo(new Position(line, column));
    assertThat(MIXED.utf16Column(offset)).isEqualTo(utf16);
    assertThat(MIXED.offset(new Position(line, column))).isEqualTo(Math.min(offset, lineEnd(line)));
  }

  private static int lineEnd(int line) {
    return MIXED.lineSpan(line).end();
  }

  @Test
  void anOffsetInsideACharacterIsAtThatCharacter() {
    assertThat(MIXED.column(2)).isEqualTo(2);
    assertThat(MIXED.column(8)).isEqualTo(4);
  }

  @Test
  void linesEndAtLineFeedsAndCarriageReturns() {
    assertThat(MIXED.lineIndex().lines()).isEqualTo(5);
    assertThat(MIXED.lineText(1)).isEqualTo("aé€😀b");
    assertThat(MIXED.lineText(2)).isEqualTo("x");
    assertThat(MIXED.lineText(3)).isEqualTo("y");
    assertThat(MIXED.lineText(4)).isEmpty();
    assertThat(MIXED.lineText(5)).isEqualTo("z");
  }

  @Test
  void aFinalLineEndOpensAnEmptyLine() {
    SourceFile file = SourceFile.of("f.rs", "a\n");
    assertThat(file.lineIndex().lines()).isEqualTo(2);
    assertThat(file.position(2)).isEqualTo(new Position(2, 1));
    assertThat(SourceFile.of("e.rs", "").position(0)).isEqualTo(new Position(1, 1));
  }

  @Test
  void manyLinesAreIndexed() {
    SourceFile file = SourceFile.of("n.rs", "\n".repeat(1000) + "x");
    assertThat(file.position(1000)).isEqualTo(new Position(1001, 1));
    assertThat(file.position(500)).isEqualTo(new Position(501, 1));
  }

  @Test
  void slicesCountBytes() {
    assertThat(MIXED.slice(new Span(1, 6))).isEqualTo("é€");
    assertThat(MIXED.slice(new Span(6, 11))).isEqualTo("😀b");
    assertThat(MIXED.text()).isEqualTo("aé€😀b\r\nx\ny\r\rz");
  }

  @Test
  void everyStrayByteIsOneReplacementCharacter() {
    SourceFile file = bytes('a', 0xFF, 0xE2, 0x82, 'b', 0xC0, 0x80, 0xED, 0xA0, 0x80, 0xF0, 0x9F);
    assertThat(file.text()).isEqualTo("a\uFFFD\uFFFD\uFFFDb" + "\uFFFD".repeat(7));
    assertThat(file.column(4)).isEqualTo(5);
    assertThat(file.characterAt(1)).isEqualTo(0xFFFD);
    assertThat(file.characterLength(2)).isEqualTo(1);
  }

  @Test
  void validSequencesAgreeWithThePlatform() {
    for (int c :
        new int[] {0, 0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFF, 0x10000, 0x10FFFF}) {
      String text = Character.toString(c);
      SourceFile file = SourceFile.of("c.rs", text);
      assertThat(file.characterAt(0)).isEqualTo(c);
      assertThat(file.characterLength(0)).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
      assertThat(file.text()).isEqualTo(text);
    }
  }

  @Test
  void spansAreChecked() {
    assertThatThrownBy(() -> new Span(3, 2)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Span(-1, 2)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> MIXED.line(99)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void spansCompareAndJoin() {
    Span span = new Span(2, 5);
    assertThat(span.to(new Span(7, 9))).isEqualTo(new Span(2, 9));
    assertThat(span.contains(new Span(3, 5))).isTrue();
    assertThat(span.contains(new Span(3, 6))).isFalse();
    assertThat(span.contains(5)).isFalse();
    assertThat(span.overlaps(new Span(5, 6))).isFalse();
    assertThat(span.overlaps(new Span(4, 6))).isTrue();
  }

  @Test
  void editsAreAppliedTogether() {
    SourceFile file = SourceFile.of("e.rs", "aé€b");
    List<Edit> edits =
        List.of(
            new Edit(new Span(3, 6), "E"),
            Edit.insert(0, "<"),
            Edit.insert(0, "["),
            Edit.delete(new Span(1, 3)));
    byte[] result = Edits.apply(file, edits).orElseThrow();
    assertThat(new String(result, StandardCharsets.UTF_8)).isEqualTo("<[aEb");
  }

  @Test
  void editsThatMeetAreRefused() {
    SourceFile file = SourceFile.of("e.rs", "abcdef");
    assertThat(Edits.apply(file, List.of(Edit.delete(new Span(0, 3)), Edit.insert(2, "x"))))
        .isEmpty();
    assertThat(Edits.apply(file, List.of(Edit.delete(new Span(0, 3)), Edit.delete(new Span(2, 4)))))
        .isEmpty();
    assertThat(Edits.apply(file, List.of(Edit.delete(new Span(0, 3)), Edit.insert(3, "x"))))
        .hasValueSatisfying(b -> assertThat(b).asString().isEqualTo("xdef"));
  }
}
