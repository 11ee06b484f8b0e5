package dev.fabula.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Names near a mistyped one. */
final class NearTest {

  private static final List<String> NAMES = List.of("not-pure", "named-label", "input-modified");

  @Test
  void distanceCountsLetters() {
    assertThat(Near.distance("", "abc")).isEqualTo(3);
    assertThat(Near.distance("abc", "abc")).isZero();
    assertThat(Near.distance("kitten", "sitting")).isEqualTo(3);
    assertThat(Near.distance("flags", "flasg")).isEqualTo(2);
  }

  @Test
  void nearNamesAreAskedFor() {
    assertThat(Near.question("not-pur", NAMES)).isEqualTo("; did you mean 'not-pure'?");
    assertThat(Near.question("modified", NAMES)).isEqualTo("; did you mean 'input-modified'?");
    assertThat(Near.question("nominal", NAMES)).isEmpty();
  }

  @Test
  void theNearestComesFirst() {
    assertThat(Near.question("abcd", List.of("abxd1", "abcd1")))
        .isEqualTo("; did you mean 'abcd1'?");
    assertThat(Near.question("abcde", List.of("abcxe", "abcd")))
        .isEqualTo("; did you mean 'abcxe' or 'abcd'?");
  }
}
