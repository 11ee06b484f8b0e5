package dev.fabula.report;

import dev.fabula.check.Witness;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Tells a witness as a story: the registers, the entry, the steps, the end. */
final class WitnessText {

  private static final int FEW_STEPS = 8;
  private static final int WIDEST = 32;

  private WitnessText() {}

  /** The story, one sentence or step a line. */
  static List<String> lines(Witness witness) {
    List<String> lines = new ArrayList<>();
    if (!witness.allocation().isEmpty()) {
      lines.add("let the compiler choose " + placements(witness));
    }
    if (!witness.entry().isEmpty()) {
      lines.add("let the site start with " + entry(witness));
    }
    lines.addAll(steps(witness.steps()));
    lines.add("so " + witness.outcome());
    return lines;
  }

  private static String placements(Witness witness) {
    return witness.allocation().stream()
        .map(p -> p.register() + " for " + quoted(p.operand()))
        .collect(Collectors.joining(", "));
  }

  private static String entry(Witness witness) {
    return witness.entry().stream()
        .map(v -> quoted(v.name()) + " = " + v.value())
        .collect(Collectors.joining(", "));
  }

  private static String quoted(String name) {
    return name.contains("`") || name.contains(" (") ? name : "`" + name + "`";
  }

  /** The steps; in a long run, those that change nothing that matters are left out. */
  private static List<String> steps(List<Witness.Step> steps) {
    int width =
        steps.stream()
            .mapToInt(s -> s.instruction().length())
            .filter(w -> w <= WIDEST)
            .max()
            .orElse(0);
    List<String> lines = new ArrayList<>();
    boolean skipping = false;
    for (Witness.Step step : steps) {
      boolean skip = steps.size() > FEW_STEPS && step.effect().isEmpty();
      if (!skip) {
        lines.add("    " + line(step, width));
      } else if (!skipping) {
        lines.add("    …");
      }
      skipping = skip;
    }
    return lines;
  }

  private static String line(Witness.Step step, int width) {
    String text = step.instruction();
    String padding = " ".repeat(Math.max(0, width - text.length()));
    return step.effect().isEmpty() ? text : text + padding + "   " + step.effect();
  }
}
