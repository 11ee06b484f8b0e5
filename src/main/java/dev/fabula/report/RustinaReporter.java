package dev.fabula.report;

import dev.fabula.check.FileReport;
import dev.fabula.check.Finding;
import dev.fabula.check.Group;
import dev.fabula.check.PlaceReport;
import dev.fabula.check.Totals;
import dev.fabula.check.Verdict;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Tells results in the categories of RUSTInA (Recoules et al., ICSE 2021): a line for each chunk,
 * then the counts of their Table I beside the published ones.
 */
public final class RustinaReporter implements Reporter {

  private final Consumer<String> out;
  private final Map<Category, Integer> issues = new EnumMap<>(Category.class);
  private final Map<String, Integer> chunks = new LinkedHashMap<>();
  private final Map<String, Integer> packages = new LinkedHashMap<>();

  /**
   * A reporter.
   *
   * @param out takes whole lines
   */
  public RustinaReporter(Consumer<String> out) {
    this.out = out;
  }

  /** The kinds of issues that they count, and what they found. */
  private enum Category {
    FLAGS("frame-write: flags", 1197),
    READ_ONLY("frame-write: read-only input", 17),
    REGISTER("frame-write: register", 436),
    MEMORY_WRITTEN("frame-write: memory", 68),
    UNINITIALISED("frame-read: uninitialised output", 19),
    REGISTER_READ("frame-read: register", 183),
    MEMORY_READ("frame-read: memory", 177),
    UNICITY("unicity", 86),
    OTHER("no category of theirs", 0);

    private final String words;
    private final int theirs;

    Category(String words, int theirs) {
      this.words = words;
      this.theirs = theirs;
    }
  }

  @Override
  public void file(FileReport file) {
    boolean serious = false;
    boolean benign = false;
    for (PlaceReport place : file.places()) {
      String verdict = chunk(place);
      serious |= verdict.equals("serious");
      benign |= verdict.equals("benign");
    }
    if (!file.places().isEmpty()) {
      count(packages, serious ? "serious" : benign ? "benign" : "compliant");
    }
  }

  private String chunk(PlaceReport place) {
    List<Finding> findings =
        place instanceof PlaceReport.Checked checked ? checked.report().findings() : List.of();
    List<Category> found = findings.stream().flatMap(f -> category(f).stream()).toList();
    found.forEach(c -> issues.merge(c, 1, Integer::sum));
    String verdict = verdict(place, found);
    count(chunks, verdict);
    String names =
        found.stream()
            .map(c -> c.name().toLowerCase(Locale.ROOT).replace('_', '-'))
            .collect(Collectors.joining(","));
    String where = place.file().path() + ":" + place.file().line(place.span().start());
    out.accept(where + "\t" + verdict + "\t" + names + "\n");
    return verdict;
  }

  /** What they do not look for makes no chunk serious, and none compliant. */
  private static String verdict(PlaceReport place, List<Category> found) {
    if (found.stream().anyMatch(c -> c != Category.FLAGS && c != Category.OTHER)) {
      return "serious";
    }
    if (!isDecided(place) && !found.contains(Category.OTHER)) {
      return "unknown";
    }
    return found.contains(Category.OTHER) ? "other" : found.isEmpty() ? "compliant" : "benign";
  }

  private static boolean isDecided(PlaceReport place) {
    return place instanceof PlaceReport.Checked checked
        && !(checked.verdict() instanceof Verdict.Unknown);
  }

  /** The category of a finding; hints have one only where they count what these here find. */
  private static Optional<Category> category(Finding finding) {
    boolean hint = finding.group() == Group.HINT;
    return switch (finding.rule().name()) {
      case "flags-not-preserved" -> Optional.of(Category.FLAGS);
      case "output-read-before-written" -> Optional.of(Category.UNINITIALISED);
      case "input-modified" -> hint ? Optional.empty() : Optional.of(Category.READ_ONLY);
      case "register-not-declared", "system-call-clobbers", "call-clobbers" ->
          hint ? Optional.empty() : Optional.of(Category.REGISTER);
      case "undeclared-register-read", "undefined-flag-read" ->
          hint ? Optional.empty() : Optional.of(Category.REGISTER_READ);
      case "memory-under-nomem" ->
          Optional.of(
              finding.message().startsWith("the code writes")
                  ? Category.MEMORY_WRITTEN
                  : Category.MEMORY_READ);
      case "late-output-written-early", "inputs-may-share", "operand-in-named-register" ->
          hint ? Optional.empty() : Optional.of(Category.UNICITY);
      default -> hint ? Optional.empty() : Optional.of(Category.OTHER);
    };
  }

  @Override
  public void end(Totals totals) {
    row("", "theirs", "ours");
    row("packages: compliant", "117", packages.getOrDefault("compliant", 0));
    row("packages: only benign issues", "31", packages.getOrDefault("benign", 0));
    row("packages: serious issues", "54", packages.getOrDefault("serious", 0));
    row("chunks", "3107", totals.sites());
    row("chunks: not decided", "451", chunks.getOrDefault("unknown", 0));
    row("chunks: compliant", "1292", chunks.getOrDefault("compliant", 0));
    row("chunks: only benign issues", "1070", chunks.getOrDefault("benign", 0));
    row("chunks: serious issues", "294", chunks.getOrDefault("serious", 0));
    row("chunks: only what they do not look for", "", chunks.getOrDefault("other", 0));
    int others = issues.getOrDefault(Category.OTHER, 0);
    int all = issues.values().stream().mapToInt(Integer::intValue).sum() - others;
    row("issues", "2183", all);
    row("issues: significant", "986", all - issues.getOrDefault(Category.FLAGS, 0));
    for (Category category : Category.values()) {
      row("  " + category.words, category.theirs, issues.getOrDefault(category, 0));
    }
  }

  private void row(String what, Object theirs, Object ours) {
    out.accept("%-40s %8s %8s%n".formatted(what, theirs, ours));
  }

  private static void count(Map<String, Integer> counts, String key) {
    counts.merge(key, 1, Integer::sum);
  }
}
