package dev.fabula.asm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConstantExpressionTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      textBlock =
          """
          12, 12
          0x1F, 31
          017, 15
          0b101, 5
          -4, -4
          1 + 2 * 3, 7
          (1 + 2) * 3, 9
          1 << 4 | 1, 17
          1<<40, 1099511627776
          ~0, -1
          !5, 0
          - -7, 7
          7 / 2 % 2, 1
          'a', 97
          0xffffffffffffffff, -1
          """)
  void numbers(String text, long value) {
    assertThat(ConstantExpression.of(text)).isEqualTo(new ConstantExpression.Number(value));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "foo",
        ".",
        "1f",
        "2b - 1b",
        "4 / 0",
        "5 % (1 - 1)",
        "x + 1",
        "1 << 64",
        "-9223372036854775808 / -1",
        "foo@PLT"
      })
  void symbolic(String text) {
    assertThat(ConstantExpression.of(text)).isInstanceOf(ConstantExpression.Symbolic.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "4e", "2E1", "1 2", "(1", "1 +", "*", "'", "0x", "\"a\"", "1.5"})
  void malformed(String text) {
    assertThat(ConstantExpression.of(text)).isInstanceOf(ConstantExpression.Malformed.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "-", "~"})
  void deepNestingIsMalformed(String text) {
    assertThat(ConstantExpression.of(text.repeat(100_000) + "1"))
        .isInstanceOf(ConstantExpression.Malformed.class);
  }
}
