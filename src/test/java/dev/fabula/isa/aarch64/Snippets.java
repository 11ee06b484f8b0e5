package dev.fabula.isa.aarch64;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes instructions of the patterns in {@code patterns.txt}.
 *
 * <p>{@code $x} and {@code $w} are any of four registers or the zero register, {@code $X} and
 * {@code $W} any of the four, {@code $v} the number of a vector register, {@code $c} a condition,
 * {@code {a|b}} one of the given texts, {@code {lo..hi}} a number of a range; {@code <v0.4s>} is a
 * register list.
 */
final class Snippets {

  private static final Pattern HOLE =
      Pattern.compile("\\$([xwXWvc])|\\{([^{}]*(?:\\||\\.\\.)[^{}]*)\\}");
  private static final String[] CONDITIONS = {
    "eq", "ne", "hs", "lo", "mi", "pl", "vs", "vc", "hi", "ls", "ge", "lt", "gt", "le", "al"
  };

  private final Random random;

  Snippets(Random random) {
    this.random = random;
  }

  /** All patterns of the file. */
  static List<String> patterns() throws IOException {
    List<String> patterns = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(Snippets.class.getResourceAsStream("patterns.txt")),
                StandardCharsets.UTF_8))) {
      reader
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("//"))
          .forEach(patterns::add);
    }
    return patterns;
  }

  /** One instance of a pattern. */
  String fill(String pattern) {
    String text = pattern;
    for (Matcher hole = HOLE.matcher(text); hole.find(); hole = HOLE.matcher(text)) {
      String kind = hole.group(1);
      String filling = kind == null ? choice(hole.group(2)) : register(kind);
      text = text.substring(0, hole.start()) + filling + text.substring(hole.end());
    }
    return text.replace(';', '\n').replace('<', '{').replace('>', '}');
  }

  private String register(String kind) {
    int number = random.nextInt(5);
    return switch (kind) {
      case "x", "w" -> kind + (number == 4 ? "zr" : number);
      case "X", "W" -> kind.toLowerCase(Locale.ROOT) + random.nextInt(4);
      case "c" -> CONDITIONS[random.nextInt(CONDITIONS.length)];
      default -> Integer.toString(random.nextInt(4));
    };
  }

  private String choice(String text) {
    int dots = text.indexOf("..");
    if (dots >= 0) {
      int low = Integer.parseInt(text.substring(0, dots));
      int high = Integer.parseInt(text.substring(dots + 2));
      return Integer.toString(
          switch (random.nextInt(4)) {
            case 0 -> low;
            case 1 -> high;
            default -> low + random.nextInt(high - low + 1);
          });
    }
    String[] choices = text.split("\\|", -1);
    return choices[random.nextInt(choices.length)];
  }
}
