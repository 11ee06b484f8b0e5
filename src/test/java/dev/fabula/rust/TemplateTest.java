package dev.fabula.rust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.asm.Template;
import dev.fabula.site.Found;
import dev.fabula.site.Site;
import dev.fabula.source.Span;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Template strings, the places of their characters, and placeholders. */
final class TemplateTest {

  /** Checks that each character of the template's text stands where its span says. */
  private static void assertPlaces(Site site, String... expected) {
    int at = 0;
    for (Template.Piece piece : site.template().pieces()) {
      if (piece instanceof Template.Text(String text, var spans)) {
        for (int i = 0; i < text.length(); i++) {
          assertThat(Reading.source(site, spans.get(i)))
              .as("character %d (%s)", at, text.charAt(i))
              .isEqualTo(expected[at]);
          at++;
        }
      }
    }
    assertThat(at).isEqualTo(expected.length);
  }

  @Test
  void plainTextStandsAtItsBytes() {
    Site site = Reading.asm("\"nop\"");
    assertThat(Reading.text(site)).isEqualTo("nop");
    assertPlaces(site, "n", "o", "p");
  }

  @Test
  void escapesStandForTheirSource() {
    Site site = Reading.asm("\"a\\tb\\n\\x41\\u{1F600}\\\"\\\\\\0\\'\\r\"");
    assertThat(Reading.text(site)).isEqualTo("a\tb\nA😀\"\\\0'\r");
    assertPlaces(
        site,
        "a",
        "\\t",
        "b",
        "\\n",
        "\\x41",
        "\\u{1F600}",
        "\\u{1F600}",
        "\\\"",
        "\\\\",
        "\\0",
        "\\'",
        "\\r");
  }

  @Test
  void aLineContinuationSkipsAllBlanks() {
    Site site = Reading.asm("\"a\\\n   \t\n  b\"");
    assertThat(Reading.text(site)).isEqualTo("ab");
    assertPlaces(site, "a", "b");
  }

  @Test
  void aCarriageReturnBeforeALineFeedIsPartOfIt() {
    Site site = Reading.asm("\"a\r\nb\", r\"c\r\nd\"");
    assertThat(Reading.text(site)).isEqualTo("a\nb\nc\nd");
    assertPlaces(site, "a", "\r\n", "b", "", "c", "\r\n", "d");
  }

  @Test
  void rawStringsHaveNoEscapes() {
    Site site = Reading.asm("r#\"a\\n\"b\"#, r\"é\\\"");
    assertThat(Reading.text(site)).isEqualTo("a\\n\"b\né\\");
    assertPlaces(site, "a", "\\", "n", "\"", "b", "", "é", "\\");
  }

  @Test
  void severalStringsAreJoinedByLineFeeds() {
    Site site = Reading.asm("\"push rax\",\n \"pop rax\",");
    assertThat(Reading.text(site)).isEqualTo("push rax\npop rax");
  }

  @Test
  void concatKeepsThePlacesOfItsParts() {
    Site site =
        Reading.asm("concat!(\"m\\x6f\", 'v', \" eax, \", 0x1_0u8, -2, true, concat!(\"!\"))");
    assertThat(Reading.text(site)).isEqualTo("mov eax, 16-2true!");
    assertPlaces(
        site, "m", "\\x6f", "'v'", " ", "e", "a", "x", ",", " ", "0x1_0u8", "0x1_0u8", "-2", "-2",
        "true", "true", "true", "true", "!");
  }

  @Test
  void stringifyGivesTheTokens() {
    assertThat(Reading.text(Reading.asm("stringify!(mov eax, [rbx+4])")))
        .isEqualTo("mov eax, [rbx+4]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"{}\", in(reg) 1 | ‹0›",
        "\"{} {}\", in(reg) 1, in(reg) 2 | ‹0› ‹1›",
        "\"{1} {0} {}\", in(reg) 1, in(reg) 2 | ‹1› ‹0› ‹0›",
        "\"{a:e}{b:r}\", a = in(reg) 1, b = in(reg) 2 | ‹0:e›‹1:r›",
        "\"{:e} {0:x}\", in(reg) 1 | ‹0:e› ‹0:x›",
        "\"{}\", \"{}\", in(reg) 1, in(reg) 2 | ‹0›⏎‹1›",
        "\"{{}} {{{0}}}\", in(reg) 1 | {} {‹0›}",
        "\"{0 } { }\", in(reg) 1 | ‹0› ‹0›",
        "\"{0:}\", in(reg) 1 | ‹0›",
        "\"{}\", options(raw) | {}",
        "\"{x}\", x = sym f | ‹0›",
        "\"{in}\", in = in(reg) 1 | ‹0›",
        "\"{r#in}\", r#in = in(reg) 1 | -",
      })
  void placeholders(String arguments, String expected) {
    if (expected.equals("-")) {
      assertThat(Reading.refused(arguments).message()).isEqualTo("a placeholder has no `}`");
    } else {
      assertThat(Reading.text(Reading.asm(arguments))).isEqualTo(expected.replace("⏎", "\n"));
    }
  }

  @Test
  void aPlaceholderSpansItsBraces() {
    Site site = Reading.asm("\"mov é{a:e}, {{\", a = in(reg) 1");
    Template.Placeholder placeholder = site.template().placeholders().getFirst();
    assertThat(Reading.source(site, placeholder.span())).isEqualTo("{a:e}");
    assertPlaces(site, "m", "o", "v", " ", "é", ",", " ", "{{");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"{\" | { | a placeholder has no `}`",
        "\"a}b\" | } | the template has a stray `}`",
        "\"{0}\" | {0} | there is no operand 0",
        "\"{ 0 }\", in(reg) x | { 0 | a placeholder has no `}`",
        "\"{1}\", in(reg) x | {1} | there is no operand 1",
        "\"{99999999999}\", in(reg) x | {99999999999} | there is no operand 99999999999",
        "\"{a}\" | {a} | there is no operand with the name `a`",
        "\"{a:ee}\", a = in(reg) x | {a:ee | a modifier is one letter",
        "\"{0}\", a = in(reg) x | {0} | a placeholder counts to an operand that has a name",
        "\"{0}\", in(\"eax\") x | {0} | a placeholder counts to an operand that names its register",
        "\"nop\", in(reg) x | in(reg) x | the template does not use every operand",
        "\"nop\", const 5 | const 5 | the template does not use every operand",
        "\"nop\", a = sym f | a = sym f | the template does not use every operand",
        "\"{}\", in(reg) x, options(raw) | in(reg) x | the template does not use every operand",
        "\"a\\qb\" | \\q | a string literal has an unknown escape",
        "\"a\\x80b\" | \\x80 | a string literal has an unknown escape",
      })
  void faultsInTemplates(String arguments, String place, String message) {
    Found.Refused refused = Reading.refused(arguments);
    assertThat(refused.message()).isEqualTo(message);
    Span span = refused.labels().getFirst().span();
    assertThat(refused.file().slice(span)).isEqualTo(place);
  }

  @ParameterizedTest
  @ValueSource(strings = {"include_str!(\"a.s\")", "my_text!()", "concat!(\"a\", env!(\"B\"))"})
  void textsFromOtherMacrosAreNotAnalysed(String template) {
    Found found = Reading.one("fn f() { unsafe { core::arch::asm!(" + template + ") } }");
    assertThat(found)
        .isInstanceOfSatisfying(
            Found.NotAnalysed.class,
            n -> assertThat(n.reason()).isInstanceOf(Found.Reason.TemplateNotStatic.class));
  }
}
