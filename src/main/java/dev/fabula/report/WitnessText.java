package dev.fabula.report;

import dev.fabula.check.Witness;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Tells a witness as a story: the registers, the entry, the steps, the end. */
final class WitnessText {

  private static final int FEW_STEPS = 8;
  private static final int MOST_VALUES = 8;
  private static final int WIDEST = 32;

  /** A value of more bits than a general register has. */
  private static final Pattern LONG_VALUE =
      Pattern.compile("\\b(0x[0-9a-f]{8})[0-9a-f]{9,}([0-9a-f]{8})\\b");

  private final Witness witness;

  private WitnessText(Witness witness) {
    this.witness = witness;
  }

  /** The story, one sentence or step a line. */
  static List<String> lines(Witness witness) {
    return new WitnessText(witness)
        .lines().stream().map(l -> LONG_VALUE.matcher(l).replaceAll("$1…$2")).toList();
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (!witness.allocation().isEmpty()) {
      lines.add("let the compiler choose " + placements());
    }
    if (!witness.entry().isEmpty()) {
      lines.add("let the site start with " + entry());
    }
    lines.addAll(steps());
    lines.add("so " + witness.outcome());
    return lines;
  }

  private String placements() {
    return witness.allocation().stream()
        .map(p -> p.register() + " for " + quoted(p.operand()))
        .collect(Collectors.joining(", "));
  }

  private String entry() {
    return few(witness.entry().stream().map(v -> quoted(v.name()) + " = " + v.value()).toList());
  }

  private static String quoted(String name) {
    return name.contains("`") || name.contains(" (") ? name : "`" + name + "`";
  }

  /** Some of many values, first those of what the outcome names. */
  private String few(List<String> values) {
    if (values.size() <= MOST_VALUES) {
      return String.join(", ", values);
    }
    List<String> chosen = new ArrayList<>(values.stream().filter(this::isNamed).toList());
    values.stream().filter(v -> !isNamed(v)).forEach(chosen::add);
    int rest = values.size() - MOST_VALUES;
    return String.join(", ", chosen.subList(0, MOST_VALUES)) + " and " + rest + " more";
  }

  private boolean isNamed(String value) {
    int end = value.indexOf(" = ");
    String name = end < 0 ? value : value.substring(0, end);
    return witness.outcome().contains(quoted(name));
  }

  /** The steps; in a long run, those that change nothing that matters are left out. */
  private List<String> steps() {
    int width = width();
    List<String> lines = new ArrayList<>();
    boolean skipping = false;
    for (Witness.Step step : witness.steps()) {
      boolean skip = witness.steps().size() > FEW_STEPS && step.effect().isEmpty();
      if (!skip) {
        lines.add("    " + line(step, width));
      } else if (!skipping) {
        lines.add("    …");
      }
      skipping = skip;
    }
    return lines;
  }

  private int width() {
    return witness.steps().stream()
        .mapToInt(s -> s.instruction().length())
        .filter(w -> w <= WIDEST)
        .max()
        .orElse(0);
  }

  private String line(Witness.Step step, int width) {
    String text = step.instruction();
    String padding = " ".repeat(Math.max(0, width - text.length()));
    String effect = few(Arrays.asList(step.effect().split(", ")));
    return effect.isEmpty() ? text : text + padding + "   " + effect;
  }
}
