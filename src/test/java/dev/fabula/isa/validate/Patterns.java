package dev.fabula.isa.validate;

import dev.fabula.asm.Bytes;
import dev.fabula.exec.Repertoire;
import dev.fabula.exec.Universe;
import dev.fabula.isa.Instruction;
import dev.fabula.isa.InstructionSet.Precision;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Forms that are written down, one pattern a line: those that cannot be derived, and those from
 * which others are.
 *
 * <p>{@code $x} is a choice that has a letter of its own, {@code {a|b}} one of the given texts,
 * {@code {lo..hi}} a number of a range; {@code <v0.4s>} is a register list and a semicolon ends a
 * line of assembly. A tilde at the start says that the meaning is a footprint.
 */
final class Patterns {

  private static final Pattern HOLE =
      Pattern.compile("\\$([A-Za-z])|\\{([^{}]*(?:\\||\\.\\.)[^{}]*)\\}");
  private static final int INSTANCES = 24;

  /** A file of patterns. */
  enum Source {
    PATTERNS(2, false),
    FORMS(3, false),
    FLOATS(3, true),
    X87(40, true);

    private final int states;
    private final boolean floats;

    Source(int states, boolean floats) {
      this.states = states;
      this.floats = floats;
    }

    /** How many entry states each form gets where all forms are run. */
    int states() {
      return states;
    }

    /** Whether the entry states are full of floats. */
    boolean floats() {
      return floats;
    }
  }

  private final Map<String, String> choices;
  private final Random random;

  private Patterns(Map<String, String> choices, Random random) {
    this.choices = choices;
    this.random = random;
  }

  /** The lines of a target's file, if it has it. */
  private static List<String> lines(Target target, Source source) {
    String name = source.name().toLowerCase(Locale.ROOT) + ".txt";
    String file = "/dev/fabula/isa/" + target.patterns() + "/" + name;
    try (InputStream in = Patterns.class.getResourceAsStream(file)) {
      return in == null
          ? List.of()
          : new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .map(String::strip)
              .filter(line -> !line.isEmpty() && !line.startsWith("//"))
              .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Instances of all patterns of a file that claim a precision: some two dozen or more of each. */
  static List<String> texts(Target target, Source source, Precision precision, Random random) {
    Patterns patterns = new Patterns(target.choices(), random);
    List<String> texts = new ArrayList<>();
    for (String line : lines(target, source)) {
      if (line.startsWith("~") == (precision == Precision.FOOTPRINT)) {
        String pattern = unclaimed(line);
        long count = HOLE.matcher(pattern).find() ? count(pattern) : 1;
        for (int n = 0; n < count; n++) {
          texts.add(patterns.fill(pattern));
        }
      }
    }
    return texts;
  }

  /** A share of the instances of each pattern, of which there are some two dozen or more. */
  static List<String> texts(Target target, Random random, double share) {
    Patterns patterns = new Patterns(target.choices(), random);
    List<String> texts = new ArrayList<>();
    for (String line : lines(target, Source.PATTERNS)) {
      String pattern = unclaimed(line);
      double count = HOLE.matcher(pattern).find() ? share * count(pattern) : 1;
      for (int n = 0; n < count || n == 0 && random.nextDouble() < count; n++) {
        texts.add(patterns.fill(pattern));
      }
    }
    return texts;
  }

  private static String unclaimed(String line) {
    return line.replaceFirst("^~ *", "");
  }

  private static long count(String pattern) {
    return INSTANCES + 2 * pattern.chars().filter(c -> c == '|').count();
  }

  /**
   * Known encodings: of all instructions that LLVM decodes, and of one instance of each pattern.
   */
  static List<Bytes> seeds(Target target) {
    List<Bytes> seeds = new ArrayList<>(listed(target));
    try (Assembling assembling = new Assembling(target)) {
      for (Form form : assembling.forms(texts(target, new Random(1), 0.1), true)) {
        for (Instruction one : form.instructions()) {
          seeds.add(form.code().slice(one.offset(), one.end()));
        }
      }
    }
    return seeds;
  }

  /** The encodings that are listed of the instructions that LLVM decodes. */
  static List<Bytes> listed(Target target) {
    return repertoire(target).mnemonics().stream()
        .flatMap(m -> m.forms().stream())
        .filter(f -> f.knowledge() != Repertoire.Knowledge.UNKNOWN)
        .map(Repertoire.Form::bytes)
        .toList();
  }

  /** What is known of the instructions that LLVM decodes for a target. */
  static Repertoire repertoire(Target target) {
    return Repertoire.of(Universe.named(target.name()).orElseThrow());
  }

  /** The texts that come of a pattern without ranges and letters, each choice made in every way. */
  static List<String> each(String pattern) {
    Matcher hole = HOLE.matcher(pattern);
    if (!hole.find()) {
      return List.of(pattern);
    }
    List<String> texts = new ArrayList<>();
    for (String choice : hole.group(2).split("\\|", -1)) {
      texts.addAll(
          each(pattern.substring(0, hole.start()) + choice + pattern.substring(hole.end())));
    }
    return texts;
  }

  private String fill(String pattern) {
    String text = pattern;
    for (Matcher hole = HOLE.matcher(text); hole.find(); hole = HOLE.matcher(text)) {
      String letter = hole.group(1);
      String choice =
          letter == null ? hole.group(2) : Objects.requireNonNull(choices.get(letter), letter);
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
