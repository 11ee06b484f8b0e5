package dev.fabula.report;

import dev.fabula.check.Totals;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The end of a text report: what was checked and what came of it, two lines if all is fine. */
final class Summary {

  private final boolean coloured;

  /** A summary with or without colours. */
  Summary(boolean coloured) {
    this.coloured = coloured;
  }

  /** The text of the totals. */
  String render(Totals totals) {
    Ink ink = new Ink(coloured);
    ink.put(Style.TITLE, "checked " + count(totals.sites(), "site"));
    ink.put(" in " + count(totals.files(), "file") + targets(totals)).line();
    if (totals.compiled() > 0) {
      ink.put(compiled(totals)).line();
    }
    List<String> parts = findings(totals);
    if (totals.sites() == totals.holding()) {
      parts.addFirst(allHold(totals));
    } else {
      verdicts(ink, totals);
    }
    if (!parts.isEmpty()) {
      ink.put(String.join("; ", parts)).line();
    }
    return ink.toString();
  }

  private static String compiled(Totals totals) {
    int others = totals.sites() - totals.compiled();
    String rest = others == 1 ? "the other is" : "the others are";
    return others == 0
        ? "rustc compiled all of them"
        : "rustc compiled " + totals.compiled() + " of them; " + rest + " read without it";
  }

  private static String allHold(Totals totals) {
    return switch (totals.sites()) {
      case 0 -> "no inline assembly found";
      case 1 -> "it holds";
      default -> "all hold";
    };
  }

  private static String targets(Totals totals) {
    if (totals.targets().size() == 1) {
      return " for " + totals.targets().firstKey();
    }
    return totals.targets().isEmpty() ? "" : " (" + list(totals.targets()) + ")";
  }

  private static void verdicts(Ink ink, Totals totals) {
    int width = Integer.toString(totals.sites()).length() + 4;
    line(ink, width, totals.holding(), "holding", Style.PLAIN);
    line(ink, width, totals.broken() - totals.brokenAllowed(), "broken", Style.ERROR);
    line(ink, width, totals.brokenAllowed(), "broken as you allowed", Style.PLAIN);
    line(ink, width, Totals.sum(totals.bounded()), "bounded", Style.PLAIN);
    reasons(ink, width, totals.bounded());
    line(ink, width, Totals.sum(totals.unknown()), "unknown", Style.PLAIN);
    reasons(ink, width, totals.unknown());
    line(ink, width, totals.refused(), "refused", Style.ERROR);
  }

  private static void reasons(Ink ink, int width, Map<String, Integer> counts) {
    counts.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .forEach(e -> line(ink, width + 4, e.getValue(), e.getKey(), Style.PLAIN));
  }

  private static void line(Ink ink, int width, int count, String word, Style style) {
    if (count > 0) {
      ink.put(style, String.format("%" + width + "d", count)).put(" " + word).line();
    }
  }

  private static List<String> findings(Totals totals) {
    List<String> parts = new ArrayList<>();
    int shown = Totals.sum(totals.findings());
    if (shown > 0) {
      parts.add(count(shown, "finding") + ": " + list(totals.findings()));
    }
    if (totals.remarks() > 0) {
      parts.add(count(totals.remarks(), "remark") + " on comments");
    }
    if (totals.fixed() > 0) {
      parts.add(count(totals.fixed(), "finding") + " fixed");
    }
    if (totals.takenBack() > 0) {
      parts.add(count(totals.takenBack(), "fix", "fixes") + " taken back");
    }
    if (totals.allowed() > 0) {
      parts.add(count(totals.allowed(), "finding") + " allowed");
    }
    int hidden = totals.hidden() - totals.hiddenHints();
    if (hidden > 0) {
      parts.add(count(hidden, "finding") + " not shown");
    }
    if (totals.hiddenHints() > 0) {
      parts.add(count(totals.hiddenHints(), "hint") + " not shown");
    }
    return parts;
  }

  private static String list(Map<String, Integer> counts) {
    return counts.entrySet().stream()
        .map(e -> e.getValue() + " " + e.getKey())
        .collect(Collectors.joining(", "));
  }

  private static String count(int number, String word) {
    return count(number, word, word + "s");
  }

  private static String count(int number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }
}
