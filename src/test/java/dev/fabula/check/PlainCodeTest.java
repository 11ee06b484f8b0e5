package dev.fabula.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.source.SourceFile;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is left of a text without comments and literals. */
final class PlainCodeTest {

  private static String plain(String text) {
    SourceFile file = SourceFile.of("a.rs", text);
    PlainCode code = new PlainCode(file);
    StringBuilder left = new StringBuilder();
    for (int i = 0; i < file.length(); i++) {
      left.append(code.at(i));
    }
    return left.toString().stripTrailing();
  }

  private static String blank(String text) {
    return " ".repeat(text.length());
  }

  private static List<String> comments(String text) {
    SourceFile file = SourceFile.of("a.rs", text);
    return new PlainCode(file).comments().stream().map(file::slice).toList();
  }

  @Test
  void commentsAndStringsAreBlank() {
    String comment = "/* d /* e */ f */";
    String string = "\"h \\\" i\"";
    assertThat(plain("a // b\nc " + comment + " g " + string + " j"))
        .isEqualTo("a     \nc " + blank(comment) + " g " + blank(string) + " j");
  }

  @Test
  void rawStringsEndAtTheirHashes() {
    String raw = "\"a \" // b\"#";
    assertThat(plain("r#" + raw + " c br\"\\\" d for\"e\" f"))
        .isEqualTo("r#" + blank(raw) + " c br    d for    f");
  }

  @Test
  void charactersAreNoLifetimes() {
    assertThat(plain("('a', '\"', '\\'', '\\u{7f}', 'ä') x<'b>('c', 'd') y"))
        .isEqualTo("(   ,    ,     ,         ,     ) x< b>(   ,    ) y");
  }

  @Test
  void openEndsAreEnds() {
    assertThat(plain("a \"b\\")).isEqualTo("a");
    assertThat(plain("a /* b")).isEqualTo("a");
    assertThat(plain("a r#\"b\"")).isEqualTo("a r#");
    assertThat(plain("a '")).startsWith("a");
    assertThat(plain("a '\\")).isEqualTo("a");
  }

  @Test
  void lineCommentsAreFound() {
    assertThat(comments("// a\r\nb // c\n\"// d\" /* // e */ '\"' // f"))
        .containsExactly("// a", "// c", "// f");
  }
}
