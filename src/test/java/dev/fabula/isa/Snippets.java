package dev.fabula.isa;

import dev.fabula.isa.InstructionSet.Precision;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes snippets of the patterns in a text file, one a line.
 *
 * <p>{@code $x} is a choice that has a letter of its own, {@code {a|b}} one of the given texts,
 * {@code {lo..hi}} a number of a range; {@code <v0.4s>} is a register list and a semicolon ends a
 * line. A pattern of instructions that are known by their footprint starts with {@code ~}.
 */
public final class Snippets {

  private static final Pattern HOLE =
      Pattern.compile("\\$([A-Za-z])|\\{([^{}]*(?:\\||\\.\\.)[^{}]*)\\}");
  private static final int INSTANCES = 24;

  /** A text to run, and how well we claim to know its effect. */
  public record Snippet(String text, Precision precision) {}

  private final Map<String, String> choices;
  private final Random random = new Random(1);

  private Snippets(Map<String, String> choices) {
    this.choices = choices;
  }

  /**
   * Some two dozen instances of each pattern of the file beside a class, more if it has choices.
   */
  public static List<Snippet> of(Class<?> beside, String file, Map<String, String> choices)
      throws IOException {
    Snippets maker = new Snippets(choices);
    List<Snippet> snippets = new ArrayList<>();
    for (String pattern : patterns(beside, file)) {
      long bars = pattern.chars().filter(c -> c == '|').count();
      for (int i = 0; i < INSTANCES + 2 * bars; i++) {
        snippets.add(maker.instance(pattern));
      }
    }
    return snippets;
  }

  private static List<String> patterns(Class<?> beside, String file) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(beside.getResourceAsStream(file)),
                StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("//"))
          .toList();
    }
  }

  private Snippet instance(String pattern) {
    return pattern.startsWith("~")
        ? new Snippet(fill(pattern.substring(1).strip()), Precision.FOOTPRINT)
        : new Snippet(fill(pattern), Precision.EXACT);
  }

  private String fill(String pattern) {
    String text = pattern;
    for (Matcher hole = HOLE.matcher(text); hole.find(); hole = HOLE.matcher(text)) {
      String letter = hole.group(1);
      String choice = letter == null ? hole.group(2) : choices.get(letter);
      text = text.substring(0, hole.start()) + chosen(choice) + text.substring(hole.end());
    }
    return text.replace(';', '\n').replace('<', '{').replace('>', '}');
  }

  private String chosen(String text) {
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
    String[] all = text.split("\\|", -1);
    return all[random.nextInt(all.length)];
  }
}
