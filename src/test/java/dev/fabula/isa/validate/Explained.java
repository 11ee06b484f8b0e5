package dev.fabula.isa.validate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Differences that are not our fault, from a file of lines {@code target | mnemonics | difference |
 * evidence}, the second and third being regular expressions.
 */
final class Explained {

  /**
   * One explanation.
   *
   * @param what matches each part of the difference told
   */
  record Explanation(String target, Pattern mnemonics, Pattern what, String evidence) {}

  private final List<Explanation> all;

  private Explained(List<Explanation> all) {
    this.all = all;
  }

  /** What the file holds. */
  static Explained read() {
    try (InputStream in = Explained.class.getResourceAsStream("explained.txt")) {
      byte[] bytes = Objects.requireNonNull(in).readAllBytes();
      return new Explained(
          new String(bytes, StandardCharsets.UTF_8)
              .lines()
              .filter(l -> !l.isBlank() && !l.startsWith("//"))
              .map(Explained::explanation)
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Explanation explanation(String line) {
    String[] parts = line.split(" \\| ", 4);
    return new Explanation(
        parts[0].strip(),
        Pattern.compile(parts[1].strip()),
        Pattern.compile(parts[2].strip()),
        parts[3].strip());
  }

  /** What explains a difference as a whole. */
  Optional<Explanation> of(String target, Tally.Difference difference) {
    return all.stream()
        .filter(e -> e.target().equals(target))
        .filter(e -> e.mnemonics().matcher(difference.mnemonic()).matches())
        .filter(e ->
            List.of(difference.what().split("; ")).stream()
                .allMatch(part -> e.what().matcher(part).lookingAt()))
        .findFirst();
  }
}
